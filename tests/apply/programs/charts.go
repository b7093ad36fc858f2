package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/Masterminds/semver"
	"gopkg.in/yaml.v2"
)

// What Helm keeps of a chart that another one requires, in the order in which it writes it for the digest.
type dependency struct {
	Name       string `json:"name"`
	Version    string `json:"version,omitempty"`
	Repository string `json:"repository"`
	Condition  string `json:"condition,omitempty"`
	Alias      string `json:"alias,omitempty"`
}

type chart struct {
	Name, Version, Digest string
	Dependencies          []*dependency
}

// With "lock" and a folder, it locks what the chart there requires of other folders; with "check", it fails where Helm would
// not build those from the lock file. Versions and ranges are read by Helm's own package, and Go writes the JSON.
func main() {
	folder := os.Args[2]
	own := read(folder, "Chart.yaml")
	var locked []*dependency
	for _, required := range own.Dependencies {
		found := read(filepath.Join(folder, strings.TrimPrefix(required.Repository, "file://")), "Chart.yaml")
		version, err := semver.StrictNewVersion(found.Version)
		check(err)
		constraint, err := semver.NewConstraint(required.Version)
		check(err)
		if !constraint.Check(version) {
			check(fmt.Errorf("%s %s is not in %s", found.Name, version, required.Version))
		}
		locked = append(locked, &dependency{Name: required.Name, Version: found.Version, Repository: required.Repository})
	}
	text, err := json.Marshal([2][]*dependency{own.Dependencies, locked})
	check(err)
	digest := fmt.Sprintf("sha256:%x", sha256.Sum256(text))
	if os.Args[1] == "lock" {
		check(os.WriteFile(filepath.Join(folder, "Chart.lock"), lock(locked, digest), 0o644))
		return
	}
	kept := read(folder, "Chart.lock")
	if kept.Digest != digest {
		check(fmt.Errorf("the digest is %s, not %s", kept.Digest, digest))
	}
	for place, one := range kept.Dependencies {
		if *one != *locked[place] {
			check(fmt.Errorf("%v is locked, not %v", *one, *locked[place]))
		}
	}
}

func lock(locked []*dependency, digest string) []byte {
	text := "dependencies:\n"
	for _, one := range locked {
		text += fmt.Sprintf("- name: %s\n  repository: %s\n  version: %s\n", one.Name, one.Repository, one.Version)
	}
	return []byte(text + fmt.Sprintf("digest: %s\ngenerated: \"2016-10-24T09:00:00.5Z\"\n", digest))
}

func read(folder, name string) (found chart) {
	text, err := os.ReadFile(filepath.Join(folder, name))
	check(err)
	check(yaml.Unmarshal(text, &found))
	return found
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
