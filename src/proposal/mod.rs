//! A product file proposed from what a folder holds: its manifests and the tags of its repository.
//!
//! [`propose`] takes a [`Survey`], texts and tags, and returns a [`Proposal`]: the text of a product file that loads,
//! with what was guessed and what could not be told. Nothing is certain here, so everything that is decided is said,
//! with the file or tag that it is drawn from. This room reads no file and runs no git.

mod draft;
mod follow;
mod group;
mod home;
mod images;
mod name;
mod note;
mod read;
mod scheme;
mod tagged;
mod version;
mod workspace;
mod write;

use crate::history::Tag;
use crate::product::{InvalidProduct, Product};

pub use note::{Note, Source};

use note::Notes;

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// The name of the folder.
    pub folder: String,
    /// The manifests: files whose name tells a [`Format`](crate::manifest::Format).
    pub files: Vec<SurveyedFile>,
    /// The folders below it that hold anything, relative to it.
    pub folders: Vec<String>,
    /// The tags of its repository; empty where it has none.
    pub tags: Vec<Tag>,
    /// What could not be read.
    pub unread: Vec<Note>,
}

/// A file of a folder.
#[derive(Debug, Clone)]
pub struct SurveyedFile {
    /// Where it is, relative to the folder, with `/` between the parts.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// A product file that is proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The text of the product file.
    pub text: String,
    /// What it means.
    pub product: Product,
    /// What was decided without being certain.
    pub guessed: Vec<Note>,
    /// What was left out, since it was not understood or is of no component.
    pub unknown: Vec<Note>,
}

/// The product file that `survey` leads to; a folder that tells nothing gives one component that was never released.
///
/// ```
/// use dateline::proposal::{Survey, SurveyedFile, propose};
///
/// let text = "[package]\nname = \"engine\"\nversion = \"0.3.0\"\n".to_owned();
/// let files = vec![SurveyedFile { path: "Cargo.toml".to_owned(), text }];
/// let proposal = propose(&Survey { folder: "engine".to_owned(), files, ..Survey::default() })?;
/// let engine = &proposal.product.components()[0];
/// assert_eq!((engine.id().as_str(), engine.version().unwrap().to_string()), ("engine", "0.3.0".to_owned()));
/// # Ok::<(), dateline::product::InvalidProduct>(())
/// ```
pub fn propose(survey: &Survey) -> Result<Proposal, InvalidProduct> {
    let mut notes = Notes { guessed: Vec::new(), unknown: survey.unread.clone() };
    let readings = read::readings(&survey.files, &mut notes);
    let mut drafts = group::drafts(&readings, &survey.folder, &mut notes);
    tagged::match_tags(&mut drafts, survey, &mut notes);
    group::leave_private_out(&mut drafts, &mut notes);
    if drafts.is_empty() {
        drafts.push(group::empty(&survey.folder, &mut notes));
    }
    name::give_ids(&mut drafts);
    images::attach(&mut drafts, &survey.files, &mut notes);
    scheme::choose(&mut drafts, &survey.tags, &mut notes);
    follow::link(&mut drafts, &readings, &mut notes);
    scheme::choose_lead(&mut drafts, &mut notes);
    let name = name::of_product(&survey.folder);
    let unversioned = Product::from_toml(&write::product_file(&name, &drafts))?;
    version::decide(&mut drafts, &unversioned, &survey.tags, &mut notes);
    let text = write::product_file(&name, &drafts);
    let product = Product::from_toml(&text)?;
    let Notes { guessed, unknown } = notes;
    Ok(Proposal { text, product, guessed, unknown })
}
