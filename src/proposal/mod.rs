//! A product file proposed from what a folder holds: its manifests and the tags of its repository.
//!
//! [`propose`] takes a [`Survey`], texts and tags, and returns a [`Proposal`]: the text of a product file that loads,
//! with what was guessed and what could not be found out. Nothing is certain here, so everything that is decided is said,
//! with the file or tag that it is drawn from. This room reads no file and runs no git.

#![allow(clippy::must_use_candidate, reason = "a room of the program, not of the library")]

mod alike;
mod changes;
mod draft;
mod elsewhere;
mod follow;
mod group;
mod home;
mod images;
mod lockstep;
mod name;
mod note;
mod patterns;
mod read;
mod registries;
mod scheme;
mod slug;
mod survey;
mod tagged;
mod tags;
mod version;
mod workspace;
mod write;

use crate::manifest::expanded;
use crate::product::{InvalidProduct, Product};

pub use elsewhere::sources;
pub use note::{Note, Source};
pub use survey::{Survey, SurveyedFile};

use note::ProposalNotes;

/// A product file that is proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub text: String,
    /// What it means.
    pub product: Product,
    /// For each component, in their order, what its version is drawn from: `from the tag v1.2.0`.
    pub origins: Vec<String>,
    /// What was decided without being certain.
    pub guessed: Vec<Note>,
    /// What was left out, since it was not understood or is of no component.
    pub unknown: Vec<Note>,
}

/// The product file that `survey` leads to; a folder that shows nothing gives one component that was never released.
pub fn propose(survey: &Survey) -> Result<Proposal, InvalidProduct> {
    let mut notes = ProposalNotes { guessed: Vec::new(), unknown: survey.unread.clone() };
    let readings = read::readings(&survey.files, &mut notes);
    let mut drafts = group::drafts(&readings, &survey.folder, &mut notes);
    tagged::match_tags(&mut drafts, survey, &mut notes);
    lockstep::join_untagged(&mut drafts, &mut notes);
    group::leave_private_out(&mut drafts, &mut notes);
    let needed = follow::needed(&drafts, &readings);
    lockstep::leave_unreleased_out(&mut drafts, &needed, &mut notes);
    for tag in &survey.elsewhere {
        notes.unknown(Source::tag(&tag.name), "not contained in HEAD, so not counted here");
    }
    if drafts.is_empty() {
        drafts.push(group::empty(&survey.folder, &mut notes));
    }
    name::give_ids(&mut drafts);
    images::attach(&mut drafts, &survey.files, &mut notes);
    scheme::choose(&mut drafts, &survey.tags, &mut notes);
    follow::link(&mut drafts, &readings, &mut notes);
    scheme::choose_lead(&mut drafts, &survey.tags, &mut notes);
    changes::give_paths(&mut drafts, survey);
    let changes = changes::changes(survey, &mut notes);
    let name = name::of_product(&survey.folder);
    let files: Vec<String> = survey.files.iter().map(|file| file.path.clone()).collect();
    let unversioned = Product::from_toml(&write::product_file(&name, &changes, &drafts, &files))?;
    version::decide(&mut drafts, &unversioned, &survey.tags, &mut notes);
    registries::find(&mut drafts, &survey.files);
    let text = write::product_file(&name, &changes, &drafts, &files);
    let product = expanded(Product::from_toml(&text)?, &files);
    let ProposalNotes { guessed, unknown } = notes;
    let origins = drafts.into_iter().map(|draft| draft.because).collect();
    Ok(Proposal { text, product, origins, guessed, unknown })
}
