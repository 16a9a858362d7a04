import Fields

/// The kinds of sensors that sets may mount. A value, so that a test adds one of its own.
public struct SensorRegistry: Sendable {
    /// Ascending kinds.
    public let models: [any SensorModel.Type]

    /// Any order; no two may have the same kind.
    public init(_ models: [any SensorModel.Type]) {
        self.models = models.sorted { $0.kind < $1.kind }  // order: kinds are unique
        for (model, next) in zip(self.models, self.models.dropFirst()) {
            precondition(model.kind != next.kind, "Two sensor models call themselves '\(model.kind)'")
        }
    }

    /// What ships.
    public static let standard = SensorRegistry([
        CameraSensor.self, InertialSensor.self, LidarSensor.self, RadarSensor.self, SatelliteReceiver.self,
        UltrasonicRing.self, WheelOdometrySensor.self,
    ])

    /// This registry and more.
    public func adding(_ more: [any SensorModel.Type]) -> SensorRegistry { SensorRegistry(models + more) }

    /// The model of a kind; nil if there is none.
    public func model(_ kind: String) -> (any SensorModel.Type)? { models.first { $0.kind == kind } }

    /// Names of the kinds, ascending.
    public var kinds: [String] { models.map { $0.kind } }

    /// The sensor that has these parameters; nil if no model takes them.
    func device(_ parameters: any FieldDescribed) -> SensorDevice? {
        models.lazy.compactMap { $0.device(parameters) }.first
    }
}

extension SensorModel {
    fileprivate static func device(_ parameters: any FieldDescribed) -> SensorDevice? {
        (parameters as? Parameters).map { SensorDevice(Self.self, $0) }
    }
}
