//! What the UI starts with.

use super::config::Config;
use crate::product::Product;
use crate::version::BuildDate;

/// What the UI starts with.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent options, as on the command line")]
pub struct Setup {
    pub product: Product,
    /// The date of builds.
    pub date: BuildDate,
    /// Today in UTC.
    pub today: BuildDate,
    /// The global arguments that the equivalent command line needs, such as `--demo`.
    pub prefix: Vec<String>,
    /// Whether the plan is printed when it is accepted.
    pub picker: bool,
    /// Whether the command line is printed at the end.
    pub print_command: bool,
    pub mouse: bool,
    /// Whether nothing can be applied, since there is no file to write.
    pub read_only: bool,
    pub color: bool,
    /// Whether the product file is in a git work tree, so that there is something to commit to.
    pub in_git: bool,
    pub config: Config,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

impl Setup {
    /// What plans `product` for `date`, which is today, with colours, in a git repository, on a screen of 80x24.
    pub fn new(product: Product, date: BuildDate) -> Self {
        Setup {
            product,
            date,
            today: date,
            prefix: Vec::new(),
            picker: false,
            print_command: false,
            mouse: true,
            read_only: false,
            color: true,
            in_git: true,
            config: Config::default(),
            size: (80, 24),
        }
    }
}
