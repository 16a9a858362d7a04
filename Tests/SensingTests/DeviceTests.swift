import Documents
import DrivingInterface
import Fields
import Geometry
import TestSupport
import Testing

@testable import Sensing

@Suite("Devices meet their own data sheets")
struct DeviceTests {
    private static func parameters<Parameters: FieldDescribed>(
        _ name: String, as kind: Parameters.Type
    ) throws -> Parameters {
        var diagnostics = Diagnostics()
        let path = "assets/sensors/\(name).yaml"
        let node = try #require(YAMLDocument.parse(text: try Checkout.text(path), file: path, &diagnostics))
        let file = SensorDeviceFile.read(node, name: name, &diagnostics)
        return try #require(file?.parameters as? Parameters, "\(diagnostics.text())")
    }

    private static func lidar(_ name: String) throws -> LidarParameters {
        try parameters(name, as: LidarParameters.self)
    }

    private static func radar(_ name: String) throws -> RadarParameters {
        try parameters(name, as: RadarParameters.self)
    }

    @Test(
        "A LiDAR sees half the echoes of a 10 % target at the range that its sheet names",
        arguments: [
            ("hesai-at128", 200.0, 128 * 1200), ("robosense-m1p", 150, 126 * 600), ("huawei-d3", 250, 192 * 1200),
        ])
    func lidarRange(name: String, range: Double, beams: Int) throws {
        var parameters = try DeviceTests.lidar(name)
        #expect(parameters.elevations.count * parameters.columns == beams)
        #expect(parameters.maximumRange >= range)
        parameters.device.dropout = 0
        func share(_ range: Double) -> Double {
            LidarChainTests.share(range: Float(range), strength: 0.1, mor: 1e9, parameters)
        }
        #expect((share(range) - 0.5).magnitude < 0.015)
        #expect(share(0.7 * range) > 0.9 && share(1.4 * range) < 0.1)
    }

    @Test("The AT128 gives 1,536,000 points a second, 0.1° × 0.2°")
    func pointRate() throws {
        let parameters = try DeviceTests.lidar("hesai-at128")
        #expect(parameters.elevations.count * parameters.columns * 10 == 1_536_000)
        #expect((parameters.step - 0.1 * .pi / 180).magnitude < 1e-9)
        let height = parameters.elevations[1] - parameters.elevations[0]
        #expect((height - 0.2 * .pi / 180).magnitude < 1e-4)
    }

    @Test("Two reflectors a little more than the named angle apart are two, a little less are one")
    func radarAngles() throws {
        for (name, degrees) in [("continental-ars540", 1.0), ("huawei-4d-radar", 1), ("corner-radar-77ghz", 6)] {
            var parameters = try DeviceTests.radar(name)
            (parameters.falseAlarms, parameters.fluctuation, parameters.measurementNoise) = (0, .steady, false)
            for (share, count) in [(0.9, 1), (1.1, 2)] {
                let half = share * degrees * .pi / 360
                let pair = [-half, half].enumerated().map { row, azimuth in
                    RadarDetectorTests.scatterer(range: 40, azimuth: azimuth, key: UInt64(row + 1), crossSection: 10)
                }
                #expect(RadarDetectorTests.detect(pair, parameters).count == count, "\(name)")
            }
        }
    }

    @Test(
        "A car is found at the range that the sheet names, more often than not",
        arguments: [("continental-ars540", 300.0), ("huawei-4d-radar", 280), ("corner-radar-77ghz", 80)])
    func radarRange(name: String, range: Double) throws {
        let parameters = try DeviceTests.radar(name)
        #expect(parameters.maximumRange >= range)
        let equation = RadarEquation(parameters)
        let level = equation.signalToNoise(range: range, crossSection: 10, azimuth: 0)
        let probability = equation.detectionProbability(signal: Decibel.ratio(level), parameters.fluctuation)
        #expect(probability > 0.5, "\(name): \(probability)")
    }
}
