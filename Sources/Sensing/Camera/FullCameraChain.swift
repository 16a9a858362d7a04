import Geometry
import Optics
import World

/// The camera's chain `full`: light that falls on the sensor, then the sensor.
struct FullCameraChain: Sendable {
    private let imager: Imager
    private let control: ExposureControl
    private let streaks: RainStreaks
    /// Share of the rain that reaches the lens.
    private let rainOnLens: Double
    /// Seconds.
    private let readout: Double

    private static let grain = RandomPurpose("camera.grain")
    private static let rain = RandomPurpose("camera.rain")
    private static let drops = RandomPurpose("camera.drops")

    /// - Parameters:
    ///   - horizonRow: of the calibrated mount.
    ///   - period: seconds from picture to picture.
    init(_ lens: Lens, horizonRow: Double, _ parameters: CameraParameters, period: Double) {
        imager = Imager(
            width: parameters.width, height: parameters.height, focalLength: lens.focalLength,
            principalColumn: lens.principalColumn, principalRow: lens.principalRow, horizonRow: horizonRow,
            fullWell: parameters.fullWell, readNoise: parameters.readNoise, vignetting: parameters.vignetting)
        control = ExposureControl(
            period: period, longest: parameters.longestExposure, largestGain: parameters.largestGain)
        streaks = RainStreaks(
            focalLength: Float(lens.focalLength), principalColumn: Float(lens.principalColumn),
            principalRow: Float(lens.principalRow))
        rainOnLens = parameters.rainOnLens
        readout = parameters.readout
    }

    /// Takes one picture and chooses the exposure of the next.
    func expose(
        _ moment: SensingMoment, _ optics: CameraOptics, state: inout CameraState, noise: SensorNoise,
        into pixels: inout [UInt8]
    ) {
        let slot = moment.scratch.linearSlot(width: imager.width, height: imager.height)
        let light = OutdoorLight(weather: moment.world.weather)
        let stream = noise.stream(FullCameraChain.grain)
        func take(_ exposure: Double) -> Double {
            let setting = control.setting(exposure)
            let motion = CameraMotion(
                velocity: moment.velocityInSensor, yawRate: moment.own.motion.yawRate, exposure: setting.time,
                readout: readout)
            moment.render(
                optics,
                LinearShot(
                    viewpoint: moment.viewpoint, light: light, exposure: exposure, fixed: moment.stage.scene,
                    moving: moment.movingScene, own: moment.vehicle, motion: motion), into: slot)
            spoil(&moment.scratch.linearPictures[slot], moment, exposure: setting.time, noise: noise)
            return imager.develop(
                moment.scratch.linearPictures[slot], gain: setting.gain, noise: stream, into: &pixels)
        }
        if state.exposure == 0 {
            // A camera that has been on for a while: it has found its exposure.
            state.exposure = light.usualExposure
            for _ in 0..<4 {
                let better = control.corrected(state.exposure, mean: take(state.exposure))
                let change = better / state.exposure
                state.exposure = better
                if change > 0.95 && change < 1.05 { break }
            }
        }
        state.exposure = control.next(after: state.exposure, mean: take(state.exposure))
    }

    /// What rain and the lens do to the light of a picture.
    private func spoil(
        _ picture: inout LinearPicture, _ moment: SensingMoment, exposure: Double, noise: SensorNoise
    ) {
        let rain = moment.world.weather.rain
        if rain > 0 {
            streaks.draw(
                rain: rain, velocity: moment.velocityInSensor, exposure: exposure,
                noise: noise.stream(FullCameraChain.rain), on: &picture)
            moment.scratch.lensDrops.draw(
                rain: rain * rainOnLens, time: moment.time, noise: noise.once.stream(FullCameraChain.drops),
                on: &picture)
        }
        moment.scratch.lampGlare.add(to: &picture)
    }
}

extension SensingMoment {
    /// Velocity of the sensor over the ground in its own frame, ahead and to the left, m/s.
    fileprivate var velocityInSensor: Vector2 {
        let motion = own.motion
        let arm = egoFromSensor.position
        let inEgo = Vector2(motion.speed - motion.yawRate * arm.y, motion.lateralSpeed + motion.yawRate * arm.x)
        return inEgo.rotated(by: -egoFromSensor.yaw)
    }

    /// Renders a picture in linear light into scratch memory.
    /// - Parameter slot: of `scratch.linearPictures`.
    fileprivate func render(_ optics: CameraOptics, _ shot: LinearShot, into slot: Int) {
        switch optics.linear {
        case .upright(let camera):
            LinearRenderer.render(camera, shot, into: &scratch.linearPictures[slot], scratch: scratch.optics)
        case .remapped(let camera):
            LinearRenderer.render(camera, shot, into: &scratch.linearPictures[slot], scratch: scratch.optics)
        case nil:
            preconditionFailure("Only chain full takes pictures in linear light")
        }
    }
}

/// What a camera remembers from picture to picture.
public struct CameraState: ColumnState {
    /// Exposure of the next picture relative to sunlight; 0: not chosen yet.
    var exposure = 0.0
    /// Whether there is anything to remember (chain `full`).
    let adapts: Bool

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        if adapts { visitor.visit("exposure", value: &exposure) }
    }
}
