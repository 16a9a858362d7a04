import Fields
import Foundation
import Geometry
import Scenarios
import Simulation
import TestSupport
import Testing

@testable import Launching

@Suite("Making runs ready")
struct LaunchingTests {
    @Test("Every page of the handbook is written, and names are sorted within their chapter")
    func handbook() throws {
        for chapter in Handbook(try Launcher()).chapters {
            #expect(!chapter.entries.isEmpty, "\(chapter.name)")
            #expect(chapter.entries.map(\.name) == chapter.entries.map(\.name).sorted())
            for entry in chapter.entries {
                #expect(!entry.summary.isEmpty && entry.page.contains(entry.name), "\(chapter.name) \(entry.name)")
            }
        }
    }

    @Test("Unknown names end before the run, with the nearest name")
    func names() throws {
        let launcher = try Launcher()
        let scenario = try TestTown.scenario(launcher)
        for (options, hint) in [
            (RunOptions(policy: "orakle"), "oracle"), (RunOptions(policy: "cruise", sensors: "smal"), "small"),
        ] {
            let failure = #expect(throws: LaunchFailure.self) { try launcher.prepare(scenario, options) }
            #expect(failure?.message.contains("did you mean '\(hint)'") == true)
        }
    }

    @Test("Verification of a deterministic run finds equal hashes, of a driver with hidden state the tick")
    func verification() throws {
        let ready = try TestTown.run()
        #expect(Verification(ready: ready).verdict(repeats: 2).isEqual)
        let drifting = ready.driven(by: [HiddenState()])
        let verdict = Verification(ready: drifting).verdict(repeats: 2)
        #expect(!verdict.isEqual)
        #expect(verdict.sentence.contains("at tick"))
        #expect(verdict.sentence.contains("the policy answered differently"))
    }

    @Test("Every driver has a hash of its own, the same in every run")
    func policyHashes() throws {
        let hashes = try Launcher().policies.entries.map(\.hash)
        #expect(hashes == PolicyCatalogue().entries.map(\.hash))
        let sorted = hashes.sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0 != $1 })
        let ready = try TestTown.run(policy: "cruise")
        #expect(ready.identity.policyHash == (try PolicyCatalogue().entry("cruise").hash))
    }

    @Test("Renaming every actor of the file changes no bit of the run")
    func renaming() throws {
        let renamed = TestTown.text.replacingOccurrences(of: "lead", with: "somebody")
        let one = try #require(try TestTown.run().finish(isRecording: true)?.recording)
        let other = try #require(try TestTown.run(text: renamed).finish(isRecording: true)?.recording)
        #expect(one.hashes == other.hashes)
    }

    @Test("A run without sensors and one with a set mounted move the world alike when the driver does not look")
    func mounting() throws {
        let bare = try #require(try TestTown.run().finish()?.result)
        let mounted = try #require(try TestTown.run(sensors: "small").finish()?.result)
        #expect(bare.metrics == mounted.metrics)
        #expect(bare.sensorHash != mounted.sensorHash)
    }
}
