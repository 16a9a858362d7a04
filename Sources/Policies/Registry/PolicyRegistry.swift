import DrivingInterface

/// The mapless policies that ship.
public enum PolicyRegistry {
    /// Sorted by name.
    public static let all: [any DrivingPolicy.Type] = [
        BaselinePolicy.self, ConstantPolicy.self, IdlePolicy.self,
    ]
}
