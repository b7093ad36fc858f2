//! What other ecosystems repeat of a version: pins of Python packages and gems, charts from folders, and lock files.

use crate::repository::Repository;

fn product(manifest: &str) -> String {
    format!(
        "[product]\nname = \"Cloud\"\n[components.core]\nlead = true\nversion = \"1.0\"\nmanifests = [{{ path = \"{manifest}\" }}]\n"
    )
}

/// Applies a feature; each of `files` then is as it was with `1.0` of `core` become `1.1`, where `@` marks it.
fn follows(manifest: &str, old: &str, new: &str, files: &[(&str, &str)]) -> String {
    let texts: Vec<(&str, String)> =
        files.iter().map(|(path, text)| (*path, text.replace('@', old))).collect();
    let files_before: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let repository = Repository::with(&product(manifest), &files_before);
    let said = repository.expect(0, &["apply", "feature:core", "--yes"]);
    for (path, text) in files {
        assert_eq!(repository.read(path), text.replace('@', new), "{path}");
    }
    said
}

#[test]
fn pins_of_python_packages_and_their_lock_files_follow() {
    let said = follows(
        "core/pyproject.toml",
        "1.0",
        "1.1",
        &[
            ("core/pyproject.toml", "[project]\nname = \"chain_core\"\nversion = \"@\"\n"),
            (
                "web/pyproject.toml",
                "[project]\nname = \"web\"\nversion = \"1.0\"\n# chain-core==1.0\n\
                 dependencies = [\"Chain.Core[fast] == @ ; python_version > '3'\", \"chain-core>=1.0\", \"other==1.0\"]\n\
                 [dependency-groups]\ndev = [\"chain-core===@\", \"chain-core==0.9\"]\n",
            ),
            (
                "old/pyproject.toml",
                "[tool.poetry]\nname = \"old\"\n[tool.poetry.dependencies]\nchain-core = { version = \"@\", optional = true }\n\
                 [tool.poetry.group.dev.dependencies]\nchain-core = \"==@\"\n",
            ),
            (
                "tool/setup.cfg",
                "[options]\ninstall_requires =\n    chain-core==@\n    chain-core-extra==1.0\n",
            ),
            ("requirements.txt", "# chain-core==1.0\nchain-core[a]==@ # pinned\n"),
            (
                "uv.lock",
                "version = 1\n\n[[package]]\nname = \"chain-core\"\nversion = \"@\"\nsource = { editable = \"core\" }\n\n\
                 [[package]]\nname = \"chain-core\"\nversion = \"1.0\"\nsource = { registry = \"https://pypi.org/simple\" }\n\n\
                 [[package]]\nname = \"web\"\nversion = \"1.0\"\nsource = { virtual = \"web\" }\n\n[package.metadata]\n\
                 requires-dist = [{ name = \"chain-core\", extras = [\"fast\"], specifier = \"==@\" }]\n",
            ),
            (
                "old/poetry.lock",
                "[[package]]\nname = \"chain-core\"\nversion = \"@\"\n\n[package.source]\ntype = \"directory\"\nurl = \"../core\"\n",
            ),
        ],
    );
    assert!(said.contains("refresh old/poetry.lock yourself: run `poetry lock --directory old`"), "{said}");
}

#[test]
fn pins_of_a_package_with_a_setup_py_follow() {
    follows(
        "core/setup.py",
        "1.0",
        "1.1",
        &[
            ("core/setup.py", "from setuptools import setup\nsetup(name='core', version='@')\n"),
            (
                "web/setup.py",
                "setup(name='web', version='1.0', install_requires=['core==@', 'core>=1.0'], # core==1.0\n    \
                 extras_require={'a': [\"Core[x] == @\"]})\n",
            ),
            ("requirements-dev.txt", "-e ./core\ncore==@\n"),
            ("web/requirements.in", "core == @ ; python_version > '3'\n"),
            ("constraints.txt", "core==@\nother==1.0\n"),
            ("notes.txt", "core==1.0\n"),
        ],
    );
}

#[test]
fn pins_of_gems_and_their_lock_file_follow() {
    follows(
        "core/lib/core/version.rb",
        "1.0",
        "1.1",
        &[
            ("core/lib/core/version.rb", "module Core\n  VERSION = \"@\"\nend\n"),
            ("core/core.gemspec", "Gem::Specification.new do |s|\n  s.name = \"core\"\nend\n"),
            (
                "web/web.gemspec",
                "s.version = \"1.0\"\ns.add_dependency \"core\", \"= @\" # ours, 1.0\ns.add_runtime_dependency('core', '@')\n\
                 s.add_dependency \"core\", \"~> 1.0\"\ns.add_dependency \"core-ext\", \"1.0\"\n",
            ),
            (
                "Gemfile.lock",
                "PATH\n  remote: core\n  specs:\n    core (@)\n\nPATH\n  remote: web\n  specs:\n    web (1.0)\n      core (= @)\n\n\
                 GEM\n  remote: https://rubygems.org/\n  specs:\n    core (1.0)\n    rake (13.0)\n\nDEPENDENCIES\n  core!\n\n\
                 CHECKSUMS\n  core (@)\n  rake (13.0)\n",
            ),
        ],
    );
}

#[test]
fn charts_from_folders_follow_with_their_lock() {
    let chart = "apiVersion: v2\nname: core\nversion: 1.0.0\n";
    let parent = "apiVersion: v2\nname: all\nversion: 0.1.0\ndependencies:\n  - name: core # ours\n    version: ~1.0.0\n\
                  \x20   repository: file://../core\n  - repository: file://../core\n    name: core\n    alias: second\n    version: 1.x\n";
    // The digest is that of Helm: of what is required, and of what was locked for it.
    let lock = "dependencies:\n- name: core\n  repository: file://../core\n  version: 1.0.0\n- name: core\n\
                \x20 repository: file://../core\n  version: 1.0.0\ndigest: sha256:";
    let digest = |required: &str, version: &str| {
        let text = format!(
            "[[{{\"name\":\"core\",\"version\":\"{required}\",\"repository\":\"file://../core\"}},\
             {{\"name\":\"core\",\"version\":\"1.x\",\"repository\":\"file://../core\",\"alias\":\"second\"}}],\
             [{{\"name\":\"core\",\"version\":\"{version}\",\"repository\":\"file://../core\"}},\
             {{\"name\":\"core\",\"version\":\"{version}\",\"repository\":\"file://../core\"}}]]"
        );
        sha256(&text)
    };
    let locked = format!("{lock}{}\ngenerated: \"2016-10-24T09:00:00Z\"\n", digest("~1.0.0", "1.0.0"));
    let files = [("core/Chart.yaml", chart), ("all/Chart.yaml", parent), ("all/Chart.lock", &locked)];
    let repository = Repository::with(&product("core/Chart.yaml"), &files);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("all/Chart.yaml"), parent.replace("~1.0.0", "~1.1.0"));
    let expected = format!("{}{}\n", lock.replace("1.0.0", "1.1.0"), digest("~1.1.0", "1.1.0"));
    assert_eq!(repository.read("all/Chart.lock").split("generated").next().unwrap(), expected);

    let stale = locked.replace("sha256:", "sha256:0");
    let files = [("core/Chart.yaml", chart), ("all/Chart.yaml", parent), ("all/Chart.lock", &stale)];
    let repository = Repository::with(&product("core/Chart.yaml"), &files);
    let said = repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert!(said.contains("refresh all/Chart.lock yourself: run `helm dependency update all`"), "{said}");
    assert_eq!(repository.read("all/Chart.lock"), stale);
}

/// By the program of the system, not by what is tested.
fn sha256(text: &str) -> String {
    sum("sha256sum", text)
}

fn sum(program: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text");
    std::fs::write(&path, text).unwrap();
    let output = std::process::Command::new(program).arg(path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

#[test]
fn projects_of_maven_repeat_the_version_of_a_released_one() {
    let parent = "<groupId>org.shop</groupId><artifactId>shop</artifactId><version>@</version>";
    let api = format!("<project>\r\n  <parent>{parent}</parent><artifactId>api</artifactId></project>");
    let app = "<project><groupId>org.shop</groupId><artifactId>app</artifactId><version>1.0</version><dependencies>\
               <!-- 1.0 --><dependency><groupId>${project.groupId}</groupId><artifactId>api</artifactId><version>@</version></dependency>\
               <dependency><groupId>org.other</groupId><artifactId>api</artifactId><version>1.0</version></dependency>\
               <dependency><groupId>org.shop</groupId><artifactId>shop</artifactId><version>0.9</version></dependency>\
               <dependency><groupId>org.shop</groupId><artifactId>shop</artifactId><version>${shop}</version></dependency>\
               </dependencies></project>";
    let root = format!("<project>{parent}<modules><module>api</module></modules></project>\n");
    follows("pom.xml", "1.0", "1.1", &[("pom.xml", &root), ("api/pom.xml", &api), ("app/pom.xml", app)]);
}

#[test]
fn a_lock_of_composer_that_repeats_a_version_is_named_with_what_refreshes_it() {
    let core = "{\"name\": \"x/core\", \"version\": \"1.0.0\"}\n";
    let lock = "{\"packages\": [{\"name\": \"x/core\", \"version\": \"1.0.0\", \"dist\": {\"type\": \"path\", \"url\": \"../core\"}}]}\n";
    let files = [("core/composer.json", core), ("app/composer.lock", lock), ("web/composer.lock", "{}")];
    let repository = Repository::with(&product("core/composer.json"), &files);
    let said = repository.expect(0, &["apply", "feature:core", "--yes"]);
    let line = "refresh app/composer.lock yourself: run `composer update x/core --working-dir=app`";
    assert!(said.contains(line) && !said.contains("web/"), "{said}");
}

#[test]
fn the_hash_of_composer_follows_its_json() {
    let composer = "{\n    \"name\": \"cloud/core\",\n    \"version\": \"@\",\n    \"description\": \"Zoë\",\n    \"require\": {\"php\": \">=8\"},\n    \"extra\": {}\n}\n";
    let hash = |version: &str| {
        let text = format!(
            "{{\"extra\":[],\"name\":\"cloud\\/core\",\"require\":{{\"php\":\">=8\"}},\"version\":\"{version}\"}}"
        );
        sum("md5sum", &text)
    };
    let lock = |version: &str| {
        format!("{{\n    \"content-hash\": \"{}\",\n    \"packages\": []\n}}\n", hash(version))
    };
    let (before, json) = (lock("1.0"), composer.replace('@', "1.0"));
    let files = [("composer.json", json.as_str()), ("composer.lock", before.as_str())];
    let repository = Repository::with(&product("composer.json"), &files);
    repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert_eq!(repository.read("composer.lock"), lock("1.1"));

    let stale = before.replace("content-hash\": \"", "content-hash\": \"0");
    let files = [("composer.json", json.as_str()), ("composer.lock", stale.as_str())];
    let repository = Repository::with(&product("composer.json"), &files);
    let said = repository.expect(0, &["apply", "feature:core", "--yes"]);
    assert!(said.contains("refresh composer.lock yourself: run `composer update --lock`"), "{said}");
}
