//! Texts of errors and of what to do about them.

use super::Catalogue;
use crate::error::IoFailure;

impl Catalogue {
    /// Returns the text of a failure of the system. Uncommon ones are in the system's own words.
    pub fn io_failure(&self, failure: &IoFailure) -> String {
        let m = &self.io;
        match failure {
            IoFailure::NotFound => m.not_found,
            IoFailure::PermissionDenied => m.permission_denied,
            IoFailure::IsFolder => m.is_folder,
            IoFailure::NotFolder => m.not_folder,
            IoFailure::InvalidName => m.invalid_name,
            IoFailure::LinkLoop => m.link_loop,
            IoFailure::Other(text) => text,
        }
        .to_owned()
    }
}
