import Geometry
import RoadNetwork
import World

/// Contacts of the driven vehicle, with fault and impact speed.
public enum CollisionMetric: Metric {
    public static let name = "collision"
    public static let summary = "Contacts with actors and obstacles, who was at fault, and how hard."
    public static let page = """
        A contact is an overlap of exact footprints in plan. The same partner counts again only after 1 s without \
        contact. The impact speed is the relative speed along the contact normal.

        At fault, first rule that applies: the vehicle stood (≤ 0.05 m/s): no. A static obstacle or thing: yes. A \
        person or cyclist: yes. The other stood: yes. The lanes of both meet and the vehicle had to yield: yes. \
        Contact on the rear quarter by somebody faster: no. Contact at the front face: yes. Side contact: yes if the \
        vehicle had left its lane. After the at-fault classes of nuPlan (no_ego_at_fault_collisions), with vulnerable road users \
        always counted.
        """
    public static let outputs = [
        MetricOutput("collisions", "Contacts, whoever is at fault.", event: .collision),
        MetricOutput(
            "at_fault_collisions", "Contacts that are the driven vehicle's fault.", criterion: .atMost(0),
            event: .collision),
        MetricOutput("impact_speed_mps", unit: "m/s", "Highest impact speed of all contacts.", event: .collision),
    ]

    public struct State: ColumnState {
        var partners: [UInt64] = []
        var lastTouched: [Double] = []
        var count: Int64 = 0
        var atFaultCount: Int64 = 0
        var impactSpeed = 0.0

        public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
            visitor.visit("partners", &partners)
            visitor.visit("lastTouched", &lastTouched)
            visitor.visit("count", value: &count)
            visitor.visit("atFaultCount", value: &atFaultCount)
            visitor.visit("impactSpeed", value: &impactSpeed)
        }

        /// Notes a touch; true if it counts anew.
        mutating func touch(_ partner: UInt64, at time: Double) -> Bool {
            guard let index = partners.firstIndex(of: partner) else {
                partners.append(partner)
                lastTouched.append(time)
                return true
            }
            let isNew = time - lastTouched[index] > 1
            lastTouched[index] = time
            return isNew
        }
    }

    public static func initialState(_ setting: JudgeSetting) -> State { State() }

    public static func update(
        _ state: inout State, _ moment: JudgedMoment, world: WorldState, setting: JudgeSetting, events: inout EventLog
    ) {
        for contact in moment.contacts {
            guard state.touch(contact.partnerKey, at: moment.to) else { continue }
            let isActor = !contact.other.isNone
            let row = contact.other.index
            let rule = FaultRule.decide(
                contact, moment: moment,
                other: isActor ? world.actors.motion(of: contact.other, at: world.clock.tick, clock: world.clock) : nil,
                otherClass: isActor ? setting.catalogue.models[Int(world.actors.model[row])].actorClass : nil,
                signals: world.signals, setting: setting)
            state.count += 1
            if rule.isAtFault { state.atFaultCount += 1 }
            state.impactSpeed = max(state.impactSpeed, contact.impactSpeed)
            events.append(
                LoggedEvent(
                    .collision, time: moment.to, actor: contact.other, isAtFault: rule.isAtFault,
                    place: contact.point, value: contact.impactSpeed, rule: rule.rawValue))
        }
    }

    public static func values(_ state: State, setting: JudgeSetting) -> [Double] {
        [Double(state.count), Double(state.atFaultCount), state.impactSpeed]
    }
}
