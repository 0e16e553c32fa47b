//! Texts of errors and of their remedies.

use super::Catalogue;
use crate::error::{Error, IoFailure, Malformed, Reason, Remedy, UsageError};
use crate::session::record::UnreadableRecord;
use std::io;
use std::path::Path;

impl Catalogue {
    /// Returns the text of an error: its place and its cause.
    pub fn error(&self, error: &Error) -> String {
        let m = &self.errors;
        let cause = |source: &io::Error| self.io_failure(&IoFailure::from(source));
        match error {
            Error::Read { path, source } => m.located(&shown(path), &cause(source)),
            Error::Write { path, source } => {
                m.located(&shown(path), &m.cannot_write(&cause(source)))
            }
            Error::Device(path) => m.located(&shown(path), m.device),
            Error::NoTexts(path) => m.located(&shown(path), m.no_texts),
            Error::ManyFiles(path) => m.located(&shown(path), m.many_files),
            Error::NoSuchPlace(name) => self.reading.no_such_section(name),
            Error::NothingToContinue(words) if words.is_empty() => m.nothing_read.to_owned(),
            Error::NothingToContinue(words) => m.nothing_read_so(words),
            Error::Malformed(mistake) => self.malformed(mistake),
            Error::Usage(mistake) => self.usage_error(mistake),
            Error::Terminal(source) => m.terminal(&cause(source)),
            Error::Output(source) => m.output(&cause(source)),
        }
    }

    /// Returns the text of the remedy of an error; `None` for an error without a remedy.
    pub fn hint(&self, error: &Error) -> Option<String> {
        let m = &self.errors;
        let hint = match error {
            Error::Read { path, source } => match source.kind() {
                io::ErrorKind::NotFound if is_address(path) => m.address,
                io::ErrorKind::NotFound => m.check_path,
                io::ErrorKind::PermissionDenied => m.check_permission,
                _ => return None,
            },
            Error::NoTexts(_) => m.texts_are,
            Error::Malformed(mistake) => return Some(self.remedy(&mistake.remedy)),
            Error::Usage(_) => m.see_help,
            Error::Device(_)
            | Error::ManyFiles(_)
            | Error::NoSuchPlace(_)
            | Error::NothingToContinue(_)
            | Error::Write { .. }
            | Error::Terminal(_)
            | Error::Output(_) => return None,
        };
        Some(hint.to_owned())
    }

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
            IoFailure::NotFile => m.not_file,
            IoFailure::NotUtf8 => m.not_utf8,
            IoFailure::TooLarge => m.too_large,
            IoFailure::DiskFull => m.disk_full,
            IoFailure::ReadOnly => m.read_only,
            IoFailure::Other(text) => text,
        }
        .to_owned()
    }

    /// Returns the text about a record of a document that was set aside.
    pub fn unreadable_record(&self, record: &UnreadableRecord) -> String {
        let cause = self.io_failure(&record.cause);
        self.opening.record_set_aside(&shown(&record.aside), &cause)
    }

    pub(super) fn malformed(&self, mistake: &Malformed) -> String {
        let Malformed {
            path,
            line,
            column,
            reason,
            ..
        } = mistake;
        let place = format!("{}:{line}:{column}", path.display());
        self.errors.located(&place, &self.reason(reason))
    }

    /// Returns the text of a mistake in a file of our own format.
    pub fn reason(&self, reason: &Reason) -> String {
        let m = &self.reasons;
        match reason {
            Reason::NoFrontMatter => m.no_front_matter.to_owned(),
            Reason::UnclosedFrontMatter => m.unclosed_front_matter.to_owned(),
            Reason::NoText => m.no_text.to_owned(),
            Reason::UnknownLanguage(tag) => m.unknown_language(tag),
            Reason::InvalidToml(parser) => m.invalid_toml(parser),
            Reason::UnknownKey(key) => m.unknown_key(key),
            Reason::MissingKey(key) => m.missing_key(key),
            Reason::EmptyKey(key) => m.empty_key(key),
            Reason::WrongType(parser) => m.wrong_type(parser),
            Reason::UnknownFile(name) => m.unknown_file(name),
            Reason::ListedTwice(name) => m.listed_twice(name),
        }
    }

    /// Returns the text of the remedy of a mistake in a file of our own format.
    pub fn remedy(&self, remedy: &Remedy) -> String {
        let m = &self.remedies;
        match remedy {
            Remedy::CloseFrontMatter => m.close_front_matter.to_owned(),
            Remedy::BeginWithFrontMatter => m.begin_with_front_matter.to_owned(),
            Remedy::WriteText => m.write_text.to_owned(),
            Remedy::StraightQuotes => m.straight_quotes.to_owned(),
            Remedy::KeyValueLines => m.key_value_lines.to_owned(),
            Remedy::ValueForms => m.value_forms.to_owned(),
            Remedy::DidYouMean(name) => m.did_you_mean(name),
            Remedy::KnownKeys(keys) => m.known_keys(&self.list(keys)),
            Remedy::KnownLanguages(tags) => m.known_languages(&self.list(tags)),
            Remedy::AddLine(key) => m.add_line(key),
            Remedy::NameFile => m.name_file.to_owned(),
            Remedy::NameOnce => m.name_once.to_owned(),
        }
    }

    fn usage_error(&self, mistake: &UsageError) -> String {
        let m = &self.usage_errors;
        match mistake {
            UsageError::MissingValue(option) => m.missing_value(option),
            UsageError::UnknownOption { option, likely } => {
                let likely = likely.map(|name| self.remedies.did_you_mean(name));
                let said = [m.unknown_option(option)].into_iter().chain(likely);
                said.collect::<Vec<_>>().join("  ")
            }
            UsageError::UnexpectedArgument(word) => m.unexpected_argument(word),
            UsageError::UnexpectedValue { option, value } => m.unexpected_value(option, value),
            UsageError::NotNumber(value) => m.not_a_number(value),
            UsageError::NotUtf8(value) => m.not_utf8(value),
            UsageError::NotOneOf { value, allowed } => m.not_one_of(value, &self.list(allowed)),
            UsageError::SeveralFiles => m.one_file.to_owned(),
            UsageError::CheckWithoutFiles => m.check_without_files.to_owned(),
            UsageError::FindWithoutQuery => m.find_without_query.to_owned(),
            UsageError::FormsWithoutText => m.forms_without_text.to_owned(),
            UsageError::NotForCommand { option, command } => m.not_for_command(option, command),
            UsageError::SaveWithoutFile => m.save_without_file.to_owned(),
            UsageError::UnknownEncoding {
                name,
                nearest,
                known,
            } => {
                let remedy = match nearest {
                    Some(nearest) => self.remedies.did_you_mean(nearest),
                    None => m.one_of(&self.list(known)),
                };
                m.unknown_encoding(name, &remedy)
            }
        }
    }

    fn list(&self, names: &[&str]) -> String {
        names.join(self.punctuation.list)
    }
}

/// Returns whether what was given as a path is the address of a page.
fn is_address(path: &Path) -> bool {
    let text = path.to_string_lossy();
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
