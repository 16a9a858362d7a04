import ArgumentParser
import Drawing
import Foundation

/// `mapless keys`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "keys", abstract: "Print the keys of the window.")

    mutating func run() throws {
        for binding in KeyTable.all {
            let keys = binding.keys.joined(separator: " or ")
            print("\(keys.padding(toLength: 20, withPad: " ", startingAt: 0))  \(binding.effect)")
        }
    }
}
