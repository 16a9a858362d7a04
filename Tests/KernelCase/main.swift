import Geometry

// Prints one hash per kernel for one small fixed piece of work. `tools/test` runs it in several builds (kernels without
// optimisation, debug, release with AVX2) and fails where a bit differs.

/// Prints the hash of a run of numbers under a name.
func report(_ name: String, _ values: some Sequence<Double>) {
    var hasher = BitHasher()
    for value in values { hasher.combine(value) }
    print(name, String(hasher.value, radix: 16))
}

let stream = RandomStream(seed: 1, purpose: RandomPurpose("kernelCase"))
let angles = (0..<10_000).map { stream.uniform(in: -100...100, $0) }
report("sine", angles.map { DeterministicMath.sin($0) })
report("tangent", angles.map { DeterministicMath.tan($0) })
report("arcTangent", angles.map { DeterministicMath.atan2($0, 3 - $0) })
report("exponential", angles.map { DeterministicMath.exp($0 / 10) })
report("logarithm", angles.map { DeterministicMath.log($0.magnitude + 0.1) })
report("normal", (0..<10_000).map { stream.normal($0) })

let optics = OpticsCase()
let ranges = optics.lidar()
precondition(ranges.contains { $0 > 0 }, "The LiDAR should see something")
report("lidar", ranges)
report("scan", optics.scan())
report("picture", optics.picture())

for frame in try SensingCase(optics).frames() { print(frame.kind, String(frame.hash, radix: 16)) }
