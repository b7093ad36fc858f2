package main

import "github.com/Masterminds/semver"

// The comparison of Helm, and of Flux for the tags of images.
func main() {
	answer(semver.NewVersion, func(left, right *semver.Version) (int, error) { return left.Compare(right), nil })
}
