extension EventKind {
    public static let collision = EventKind(
        name: "collision", summary: "The driven vehicle touched somebody or something.",
        page: """
            The footprints (exact shapes in plan) of the driven vehicle and of another actor or a static obstacle \
            overlap. Counted once per partner until they have been apart for 1 s. `detail` names the impact speed \
            (relative speed along the contact normal, m/s) and the rule that decided the fault; see `explain \
            at_fault_collisions`.
            """)

    public static let goalReached = EventKind(
        name: "goal_reached", summary: "The driven vehicle reached the end of its route.",
        page: """
            The travelled arc length along the route came within 2 m of its end, with a lateral deviation below 4 m. \
            The run ends here.
            """)

    public static let offRoad = EventKind(
        name: "off_road", summary: "A corner of the driven vehicle left the carriageway.",
        page: """
            A corner of the footprint is more than 0.3 m outside every carriageway surface (driving, cycle and \
            parking lanes, shoulders, junction areas). Counted once until all corners are back.
            """)

    public static let redLight = EventKind(
        name: "red_light", summary: "The driven vehicle crossed a stop line at red.",
        page: """
            The middle of the front bumper crossed the stop line of a lane whose signal showed red or red-yellow at \
            that instant. Where several directions start from the lane, the light of the direction that the route \
            takes counts; off the route, all directions must be red. Yellow is never a violation.
            """)

    public static let speeding = EventKind(
        name: "speeding", summary: "The driven vehicle exceeded the speed limit.",
        page: """
            The speed was more than 1.39 m/s (5 km/h) above the limit of the lane under the vehicle. Counted once \
            until the speed is back below the limit.
            """)

    public static let stopLine = EventKind(
        name: "stop_line", summary: "The driven vehicle passed a stop sign without stopping.",
        page: """
            The middle of the front bumper crossed the line of a stop sign (or all-way stop) without the speed having \
            been below 0.1 m/s within the last 4 m before it.
            """)

    public static let timeOut = EventKind(
        name: "time_out", summary: "Simulated time ran out before the goal.",
        page: "The scenario's `time_limit` was reached. The run ends here.")

    public static let wrongWay = EventKind(
        name: "wrong_way", summary: "The driven vehicle drove against the direction of traffic.",
        page: """
            The reference point was on a lane whose direction differs by more than 120° from the heading, outside \
            junctions, for more than 60 m in one piece (shorter pieces are passing manoeuvres).
            """)
}
