//! The arguments of the calculator.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::Dating;
use crate::version::Scheme;

/// The scheme that versions are read by.
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemeArgument {
    /// How versions are written
    #[arg(long, value_parser = schemes(), default_value_t, value_name = "SCHEME")]
    pub(in crate::cli) scheme: Scheme,
}

/// The schemes by their names, each with the form of its versions.
fn schemes() -> impl TypedValueParser<Value = Scheme> {
    let value = |scheme: Scheme| PossibleValue::new(scheme.name()).help(scheme.form());
    PossibleValuesParser::new(Scheme::ALL.map(value)).try_map(|name| name.parse::<Scheme>())
}

/// Versions, and the ecosystems that they are for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Rendering {
    /// The versions; - reads them from standard input, one per line
    #[arg(required = true, value_name = "VERSION")]
    pub(in crate::cli) versions: Vec<String>,
    /// The ecosystems, or all
    #[arg(long = "for", required = true, value_delimiter = ',', value_name = "ECOSYSTEM")]
    pub(in crate::cli) ecosystems: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) reading: SchemeArgument,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum VersionVerb {
    /// Show the parts of versions
    Parse {
        /// The versions; `-` reads them from standard input, one per line
        #[arg(required = true, value_name = "VERSION")]
        versions: Vec<String>,
        /// Read them as ECOSYSTEM writes them
        #[arg(long, value_name = "ECOSYSTEM")]
        from: Option<String>,
        #[command(flatten)]
        reading: SchemeArgument,
    },
    /// Write versions as packaging ecosystems do
    Render(Rendering),
    /// Check whether ecosystems can hold versions, and how these would sort there
    Check(Rendering),
    /// Compare two versions: print <, = or >
    Compare {
        /// The version on the left
        left: String,
        /// The version on the right
        right: String,
        #[command(flatten)]
        reading: SchemeArgument,
    },
    /// Print versions in order, the lowest first
    Sort {
        /// A file with one version per line; standard input by default
        file: Option<PathBuf>,
        /// The highest first
        #[arg(short, long)]
        reverse: bool,
        #[command(flatten)]
        reading: SchemeArgument,
    },
    /// Print the greatest version
    Max {
        /// A file with one version per line; standard input by default
        file: Option<PathBuf>,
        #[command(flatten)]
        reading: SchemeArgument,
    },
    /// Print the version that a change leads to
    ///
    /// A stable version moves as the one component of a product would, a prerelease continues its series.
    Bump {
        /// The version
        version: String,
        /// fix, api-fix, feature, api-feature, breaking or dev
        kind: String,
        /// Bump to a prerelease
        #[arg(long)]
        next: bool,
        #[command(flatten)]
        reading: SchemeArgument,
        #[command(flatten)]
        dating: Dating,
    },
}
