import Geometry
import RoadNetwork
import World

/// The joints of a person in the catalogue: what takes the place of its three parts (legs, trunk, head) where limbs can
/// be seen. In the model's frame, x ahead and z up, metres.
struct PersonShape {
    enum Posture {
        case walking, standing, pedalling, straddling, seated
    }

    struct Joint {
        var x: Double
        var z: Double

        func toward(_ other: Joint, _ share: Double) -> Joint {
            Joint(x: x + (other.x - x) * share, z: z + (other.z - z) * share)
        }
    }

    let posture: Posture
    /// Rows of `BodyLibrary.parts` that are replaced.
    let legs: Int
    let trunk: Int
    let head: Int
    let hip: Joint
    let shoulder: Joint
    /// Soles of somebody who stands, pedals' axle of somebody who rides.
    let foot: Joint
    /// Where riders hold on.
    let grip: Joint
    /// Of the trunk, metres; limbs are in proportion.
    let width: Double
    let hasHelmet: Bool

    func replaces(_ row: Int) -> Bool { row == legs || row == trunk || row == head }

    /// nil for models that are no person or have other parts.
    init?(_ model: ActorModel, firstRow: Int) {
        guard let posture = Posture(of: model.actorClass) else { return nil }
        let parts = model.parts
        let clothes = parts.indices.filter { parts[$0].material == .clothes }
        let round = parts.indices.filter { parts[$0].shape == .cylinder }
        guard clothes.count == 2, let top = round.last, parts[clothes[0]].bottom < parts[clothes[1]].bottom else {
            return nil
        }
        let (lower, upper) = (parts[clothes[0]], parts[clothes[1]])
        self.posture = posture
        (legs, trunk, head) = (firstRow + clothes[0], firstRow + clothes[1], firstRow + top)
        width = upper.width
        hasHelmet = parts[top].material != .skin
        shoulder = Joint(x: upper.center.x, z: upper.top - 0.1 * (upper.top - upper.bottom))
        let bar = parts.filter { $0.material == .metal && $0.bottom > 0.5 }.max { $0.width < $1.width }
        grip = Joint(x: bar?.center.x ?? lower.center.x, z: bar?.top ?? upper.bottom)
        switch posture {
        case .walking, .standing:
            hip = Joint(x: lower.center.x, z: lower.top)
            foot = Joint(x: lower.center.x, z: lower.bottom)
        case .pedalling:
            hip = Joint(x: upper.center.x - 0.12, z: lower.top)
            foot = Joint(x: lower.center.x + 0.08, z: lower.bottom + 0.05)
        case .straddling, .seated:
            hip = Joint(x: upper.center.x - 0.05, z: lower.top - 0.08)
            foot = Joint(x: lower.center.x + 0.5 * lower.length - 0.08, z: lower.bottom)
        }
    }
}

extension PersonShape.Posture {
    fileprivate init?(of actorClass: ActorClass) {
        switch actorClass {
        case .adult, .child: self = .walking
        case .eScooter: self = .standing
        case .bicycle, .cargoTricycle: self = .pedalling
        case .motorcycle: self = .straddling
        case .wheelchair: self = .seated
        default: return nil
        }
    }
}

extension PersonShape {
    /// Hip, knee and sole, or shoulder, elbow and hand.
    struct Chain {
        var root: Joint
        var middle: Joint
        var end: Joint
    }

    /// Where limbs are at one instant.
    struct Limbs {
        var legs: (left: Chain, right: Chain)
        var arms: (left: Chain, right: Chain)
    }

    /// Where knees, feet, elbows and hands are.
    ///
    /// - Parameters:
    ///   - speed: m/s.
    ///   - phase: of the stride or of the pedals, turns.
    func limbs(speed: Double, phase: Double) -> Limbs {
        let (sine, cosine) = DeterministicMath.sinCos(2 * .pi * phase)
        switch posture {
        case .walking: return walking(speed: speed, sine: sine, cosine: cosine)
        case .standing:
            return Limbs(
                legs: (straightLeg(foot: 0.14), straightLeg(foot: -0.1)), arms: (reaching(), reaching()))
        case .pedalling:
            let crank = 0.17
            let left = Joint(x: foot.x + crank * cosine, z: foot.z + crank * sine)
            let right = Joint(x: foot.x - crank * cosine, z: foot.z - crank * sine)
            return Limbs(legs: (bentLeg(left, knee: 0.16), bentLeg(right, knee: 0.16)), arms: (reaching(), reaching()))
        case .straddling:
            let back = Joint(x: foot.x - 0.3, z: foot.z)
            return Limbs(legs: (bentLeg(back, knee: 0.3), bentLeg(back, knee: 0.3)), arms: (reaching(), reaching()))
        case .seated:
            let lap = Joint(x: hip.x + 0.25, z: hip.z + 0.12)
            return Limbs(
                legs: (bentLeg(foot, knee: 0.25), bentLeg(foot, knee: 0.25)), arms: (arm(to: lap), arm(to: lap)))
        }
    }

    /// Thighs swing by up to 0.4 rad at walking pace and more when running; the leg behind is bent, arms swing against it.
    private func walking(speed: Double, sine: Double, cosine: Double) -> Limbs {
        let length = hip.z - foot.z
        let pace = min(1, speed.magnitude / (1.4 * length))
        let swing = (speed.magnitude > 2.6 ? 0.62 : 0.42) * pace
        func leg(_ sine: Double, _ cosine: Double) -> Chain {
            let thigh = swing * sine
            // The knee bends while the leg comes forward.
            let bend = swing * (0.25 + 0.9 * max(0, cosine))
            let knee = Joint(x: hip.x + 0.5 * length * thigh, z: hip.z - 0.5 * length * (1 - thigh * thigh / 2))
            let shin = thigh - bend
            let sole = Joint(
                x: knee.x + 0.5 * length * shin, z: max(foot.z, knee.z - 0.5 * length * (1 - shin * shin / 2)))
            return Chain(root: hip, middle: knee, end: sole)
        }
        let reach = 0.62 * length
        func arm(_ sine: Double) -> Chain {
            let angle = 0.9 * swing * sine
            let elbow = Joint(x: shoulder.x + 0.5 * reach * angle, z: shoulder.z - 0.5 * reach)
            let hand = Joint(x: elbow.x + 0.5 * reach * (angle + 0.35 * pace), z: elbow.z - 0.47 * reach)
            return Chain(root: shoulder, middle: elbow, end: hand)
        }
        return Limbs(legs: (leg(sine, cosine), leg(-sine, -cosine)), arms: (arm(-sine), arm(sine)))
    }

    private func straightLeg(foot offset: Double) -> Chain {
        let sole = Joint(x: foot.x + offset, z: foot.z)
        return Chain(root: hip, middle: hip.toward(sole, 0.5), end: sole)
    }

    /// A leg whose knee stands out forward from the middle between hip and foot.
    private func bentLeg(_ foot: Joint, knee: Double) -> Chain {
        let middle = hip.toward(foot, 0.5)
        return Chain(root: hip, middle: Joint(x: middle.x + knee, z: middle.z + 0.08), end: foot)
    }

    private func reaching() -> Chain { arm(to: grip) }

    private func arm(to hand: Joint) -> Chain {
        let middle = shoulder.toward(hand, 0.5)
        return Chain(root: shoulder, middle: Joint(x: middle.x - 0.02, z: middle.z - 0.08), end: hand)
    }
}
