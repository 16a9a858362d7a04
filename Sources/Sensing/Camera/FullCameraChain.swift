import Geometry
import Optics
import World

/// The camera's chain `full`: light that falls on the sensor, then the sensor.
struct FullCameraChain: Sendable {
    private let camera: LinearCamera
    private let imager: Imager
    private let control: ExposureControl

    private static let grain = RandomPurpose("camera.grain")

    init(_ camera: UprightCamera, _ parameters: CameraParameters, period: Double) {
        self.camera = LinearCamera(camera)
        imager = Imager(
            width: camera.width, height: camera.height, focalLength: camera.focalLength,
            principalColumn: camera.principalColumn, principalRow: camera.principalRow,
            fullWell: parameters.fullWell, readNoise: parameters.readNoise, vignetting: parameters.vignetting)
        control = ExposureControl(
            period: period, longest: parameters.longestExposure, largestGain: parameters.largestGain)
    }

    /// Takes one picture and chooses the exposure of the next.
    func expose(_ moment: SensingMoment, state: inout CameraState, noise: SensorNoise, into pixels: inout [UInt8]) {
        let slot = moment.scratch.linearSlot(width: camera.upright.width, height: camera.upright.height)
        let light = OutdoorLight(weather: moment.world.weather)
        let stream = noise.stream(FullCameraChain.grain)
        func take(_ exposure: Double) -> Double {
            LinearRenderer.render(
                camera, from: moment.viewpoint, light: light, exposure: exposure, fixed: moment.stage.scene,
                moving: moment.movingScene, excluding: moment.vehicle,
                into: &moment.scratch.linearPictures[slot], scratch: moment.scratch.optics)
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
