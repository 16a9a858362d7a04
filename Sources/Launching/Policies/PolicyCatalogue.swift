import DrivingInterface
import Fields
import Geometry
import Policies
import Simulation

/// Everybody who can drive, by name: mapless policies that ship, and privileged drivers.
public struct PolicyCatalogue: Sendable {
    /// One driver.
    public struct Entry: Sendable {
        public let name: String
        public let summary: String
        public let isPrivileged: Bool
        /// The sensor set it was made for.
        public let sensorSet: String?
        /// Which frames it gets.
        public let subscriptions: [SensorSelector]
        /// Makes the driver; throws `PolicyRefusal` if it cannot drive with what is mounted.
        public let make: @Sendable (EpisodeInfo) throws -> any Driver

        /// A driver that ships is part of Mapless: its hash covers what it is called, what it asks for and the version
        /// of Mapless.
        public var hash: UInt64 {
            var hasher = BitHasher()
            for text in [MaplessVersion.number, name, sensorSet ?? ""] { hasher.combine(text) }
            for selector in subscriptions { hasher.combine(selector.text) }
            hasher.combine(isPrivileged ? 1 : 0 as UInt64)
            return hasher.value
        }
    }

    public let entries: [Entry]

    /// - Parameters:
    ///   - policies: mapless; what ships unless a test adds its own.
    ///   - privileged: drivers that see the truth.
    public init(
        policies: [any DrivingPolicy.Type] = PolicyRegistry.all,
        privileged: [any PrivilegedDriver.Type] = PrivilegedRegistry.all
    ) {
        let mapless = policies.map { Self.entry($0) }
        let seeing = privileged.map { Self.entry($0) }
        entries = (mapless + seeing).sorted { $0.name < $1.name }
    }

    /// The entry of a name.
    /// - Throws: `LaunchFailure` with the nearest name if there is none.
    public func entry(_ name: String) throws -> Entry {
        if let entry = entries.first(where: { $0.name == name }) { return entry }
        let names = entries.map(\.name)
        let hint = NearestName.hint(for: name, among: names)
        throw LaunchFailure(.usage, "no policy named '\(name)'\(hint); there are \(names.joined(separator: ", "))")
    }

    private static func entry<Policy: DrivingPolicy>(_ policy: Policy.Type) -> Entry {
        Entry(
            name: policy.name, summary: policy.summary, isPrivileged: false, sensorSet: policy.sensorSet,
            subscriptions: policy.subscriptions, make: { try PolicyDriver(policy, episode: $0) })
    }

    private static func entry<Seeing: PrivilegedDriver>(_ driver: Seeing.Type) -> Entry {
        Entry(
            name: driver.name, summary: driver.summary, isPrivileged: true, sensorSet: nil, subscriptions: [],
            make: { TruthDriver(driver.init(episode: $0)) })
    }
}
