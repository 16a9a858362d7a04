import Geometry
import Optics
import World

/// The camera's chain `full`: light that falls on the sensor, then the sensor.
struct FullCameraChain: Sendable {
    private let imager: Imager
    private let control: ExposureControl

    private static let grain = RandomPurpose("camera.grain")

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
            moment.render(
                optics,
                LinearShot(
                    viewpoint: moment.viewpoint, light: light, exposure: exposure, fixed: moment.stage.scene,
                    moving: moment.movingScene, own: moment.vehicle), into: slot)
            return imager.develop(
                moment.scratch.linearPictures[slot], gain: control.setting(exposure).gain, noise: stream, into: &pixels)
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
}

extension SensingMoment {
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
