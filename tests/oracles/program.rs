//! How each comparator is started, and what it answers.

use std::cmp::Ordering;
use std::env;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// The exit status by which a program of `programs/` says that its library is not installed.
const UNAVAILABLE: i32 = 69;

/// A comparator that is not installed, by the name that it is known by.
#[derive(Debug)]
pub(crate) struct Missing(pub(crate) String);

/// What a comparator says of a list of texts.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Each text as the comparator writes it, or as it was given where the comparator writes none.
    pub(crate) texts: Vec<String>,
    /// A row for each text: how it orders against each.
    pub(crate) orders: Vec<Vec<Ordering>>,
}

/// A program outside of Rust that compares versions.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Program {
    /// An interpreter, with a script.
    Script(&'static str, &'static str),
    /// Java, with a source file and the jars that it is compiled and run with.
    Java(&'static str, fn() -> Vec<PathBuf>),
    /// Go, with a source file and the package that it imports.
    Go(&'static str, &'static str),
}

impl Program {
    /// A script of Debian's own Python.
    pub(crate) const fn python(script: &'static str) -> Self {
        Program::Script("/usr/bin/python3", script)
    }

    /// The comparator's answer to `texts`; a panic where it runs but fails.
    ///
    /// One that cannot compare even the first of them with itself cannot be built or started here: it is missing.
    pub(crate) fn ask(self, texts: &[String]) -> Result<Answer, Missing> {
        let output = match run(&mut self.command()?, texts.join("\n"))? {
            Ok(output) => output,
            Err(complaint) => match run(&mut self.command()?, texts[0].clone())? {
                Ok(_) => panic!("{self:?} failed: {complaint}"),
                Err(_) => return Err(Missing(format!("{self:?}, which does not start: {complaint}"))),
            },
        };
        let output = String::from_utf8(output).unwrap();
        let mut lines = output.split('\n').map(str::to_owned);
        let written: Vec<String> = lines.by_ref().take(texts.len()).collect();
        let orders: Vec<Vec<Ordering>> = lines.map(|row| row.bytes().map(ordering).collect()).collect();
        assert!(orders.len() == texts.len() && orders.iter().all(|row| row.len() == texts.len()), "{self:?}");
        Ok(Answer { texts: written, orders })
    }

    fn command(self) -> Result<Command, Missing> {
        let mut command = match self {
            Program::Script(program, name) => {
                let mut command = Command::new(program);
                command.arg(script(name));
                command
            }
            Program::Java(source, jars) => {
                let jars = jars();
                if let Some(jar) = jars.iter().find(|jar| !jar.exists()) {
                    return Err(Missing(jar.display().to_string()));
                }
                let mut java = Command::new("java");
                java.arg("-cp").arg(env::join_paths(jars).unwrap()).arg(script(source));
                java
            }
            Program::Go(source, package) => {
                if !go_path().join("src").join(package).exists() {
                    return Err(Missing(package.to_owned()));
                }
                let mut go = Command::new("go");
                go.arg("run").arg(script("matrix.go")).arg(script(source));
                go
            }
        };
        command
            .env("PYTHONPATH", installed("python"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("ORACLE_MODULES", installed("npm"))
            .env("GO111MODULE", "off")
            .env("GOPATH", go_path())
            .env("GOCACHE", installed("go"));
        Ok(command)
    }
}

/// The texts in the order of git's tags, with the prerelease's suffix set or without.
pub(crate) fn git_order(texts: &[String], suffix: Option<&str>) -> Result<Vec<String>, Missing> {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str], input: &str| {
        let mut command = Command::new("git");
        command.current_dir(folder.path()).args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR");
        run(&mut command, input.to_owned()).map(|output| String::from_utf8(output.unwrap()).unwrap())
    };
    git(&["init", "-q", "--bare"], "")?;
    let object = git(&["hash-object", "-w", "--stdin"], "tagged")?;
    let refs: Vec<String> =
        texts.iter().map(|text| format!("{} refs/tags/{text}\n", object.trim())).collect();
    fs::write(folder.path().join("packed-refs"), refs.concat()).unwrap();
    let setting = suffix.map_or_else(String::new, |suffix| format!("versionsort.suffix={suffix}"));
    let list = ["tag", "--sort=v:refname"];
    let sorted = match suffix {
        None => git(&list, "")?,
        Some(_) => git(&["-c", &setting, list[0], list[1]], "")?,
    };
    Ok(sorted.lines().map(str::to_owned).collect())
}

/// The texts in the order of `sort -V`, texts that it holds to be equal in the order in which they came.
pub(crate) fn sort_order(texts: &[String]) -> Result<Vec<String>, Missing> {
    let mut command = Command::new("sort");
    command.args(["--version-sort", "--stable"]).env("LC_ALL", "C");
    let sorted = run(&mut command, texts.join("\n") + "\n")?;
    Ok(String::from_utf8(sorted.unwrap()).unwrap().lines().map(str::to_owned).collect())
}

/// The jars of Debian's maven.
pub(crate) fn maven_jars() -> Vec<PathBuf> {
    ["maven-artifact-3.x.jar", "commons-lang3.jar"]
        .map(|jar| Path::new("/usr/share/maven/lib").join(jar))
        .into()
}

/// The jar of `OSGi` Core.
pub(crate) fn osgi_jars() -> Vec<PathBuf> {
    vec!["/usr/share/java/osgi.core.jar".into()]
}

/// The jar of Gradle's dependency management, and those of Debian's Gradle that it needs.
pub(crate) fn gradle_jars() -> Vec<PathBuf> {
    let core = ["gradle-core-4.4.1.jar", "gradle-core-api-4.4.1.jar", "gradle-base-services-4.4.1.jar"];
    let core = core.map(|jar| Path::new("/usr/share/gradle/lib").join(jar));
    let more = Path::new("/usr/share/java/guava.jar").to_owned();
    [installed("gradle/gradle-dependency-management-4.4.1.jar"), more].into_iter().chain(core).collect()
}

/// What `command` wrote, or what it complained of where it failed.
fn run(command: &mut Command, input: String) -> Result<Result<Vec<u8>, String>, Missing> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Missing(name)),
        Err(error) => panic!("{name}: {error}"),
    };
    let mut stdin = child.stdin.take().unwrap();
    // A program without its library does not read: what it says on leaving tells, not the broken pipe.
    let feed = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let _ = feed.join().unwrap();
    let complaint = String::from_utf8_lossy(&stderr);
    match status.code() {
        Some(0) => Ok(Ok(stdout)),
        Some(UNAVAILABLE) => Err(Missing(complaint.trim().trim_start_matches("missing: ").to_owned())),
        _ => Ok(Err(format!("{name} failed with {status}: {complaint}"))),
    }
}

fn ordering(sign: u8) -> Ordering {
    match sign {
        b'<' => Ordering::Less,
        b'=' => Ordering::Equal,
        b'>' => Ordering::Greater,
        _ => panic!("{sign} is no order"),
    }
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/programs").join(name)
}

/// What `.ci/install-oracles` has put beside the build's own folders.
fn installed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("oracles").join(name)
}

fn go_path() -> PathBuf {
    PathBuf::from("/usr/share/gocode")
}
