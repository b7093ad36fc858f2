package main

import version "github.com/knqyf263/go-apk-version"

// apk's order as its port for Go has it.
func main() {
	answer(version.NewVersion, func(left, right version.Version) (int, error) { return left.Compare(right), nil })
}
