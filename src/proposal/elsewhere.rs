//! The file that a manifest takes its version from, where it says which: `version = { attr = "shop.__version__" }`.

use super::draft::ManifestDraft;
use super::survey::SurveyedFile;
use crate::manifest::folders::{inside, join, parent};
use crate::manifest::{Format, Home, HomeKind, ManifestErrorKind, Target};

/// The variables of a Python file that build backends look for where none is named.
const VARIABLES: [&str; 3] = ["__version__", "VERSION", "version"];

/// The files that the manifest `file` may take its version from, relative to the folder of the survey; none where the version
/// is in the manifest.
pub fn sources(file: &SurveyedFile) -> Vec<String> {
    let Some(format) = Format::of_path(&file.path) else { return Vec::new() };
    match Target::new(format).read(&file.text) {
        Err(error) => match &error.kind {
            ManifestErrorKind::Elsewhere { home, .. } => places(&file.path, home).0,
            _ => Vec::new(),
        },
        Ok(_) => Vec::new(),
    }
}

/// The paths that `home` may mean in the manifest at `path`, and the variable that it names.
fn places<'h>(path: &str, home: &'h Home) -> (Vec<String>, Option<&'h str>) {
    let folder = parent(path);
    match home.kind {
        HomeKind::File => (join(folder, &home.name).into_iter().collect(), None),
        HomeKind::Attribute => {
            let (module, variable) = home.name.rsplit_once('.').unwrap_or(("", &home.name));
            let module = module.replace('.', "/");
            let names = [format!("{module}.py"), format!("{module}/__init__.py")];
            let of = |root: &str| names.clone().map(|name| inside(&inside(folder, root), &name));
            let plain = names.clone().map(|name| inside(folder, &name));
            let paths = plain.into_iter().chain(of("src")).chain(of("lib"));
            (if module.is_empty() { Vec::new() } else { paths.collect() }, Some(variable))
        }
        _ => (Vec::new(), None),
    }
}

/// The entry of the file among `files` that the manifest at `path` takes its version from.
pub(super) fn entry(path: &str, home: &Home, files: &[SurveyedFile]) -> Option<ManifestDraft> {
    let (paths, variable) = places(path, home);
    let file = paths.iter().find_map(|path| files.iter().find(|file| file.path == *path))?;
    let read = |format: Format, field: Option<&str>| {
        let target = Target::new(format);
        let target = field.map_or(target.clone(), |field| target.field(field));
        let text = target.read(&file.text).ok().flatten()?;
        let (path, field) = (file.path.clone(), field.map(str::to_owned));
        Some(ManifestDraft { path, format, field, text: Ok(text), is_private: false })
    };
    if matches!(file.path.rsplit_once('.'), Some((_, "py"))) {
        let named = variable.as_slice().iter().chain(VARIABLES.iter().filter(|_| variable.is_none()));
        return named.copied().find_map(|name| read(Format::SetupPy, Some(name)));
    }
    read(Format::VersionFile, None)
}
