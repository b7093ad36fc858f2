package main

import version "github.com/hashicorp/go-version"

// The comparison of Terraform.
func main() {
	answer(version.NewSemver, func(left, right *version.Version) (int, error) { return left.Compare(right), nil })
}
