//! Input of a pager: output of programs that is shown as it is.

use super::standard_input::STANDARD_INPUT;
use crate::app::opening::origin::Origin;
use crate::app::reading::appearance::AS_IS_PARAGRAPHS;
use crate::doc::InkLimit;
use crate::formats::html::sniff::looks_like_html;
use crate::formats::mail::is_mail;
use crate::formats::record_lines::has_record_lines;
use crate::formats::terminal_output::{
    SNIFF_BYTES, has_foreign_lines, is_saved_output, is_terminal_output,
};
use crate::library::open::text::MAX_OUTPUT_BYTES;
use crate::session::config::Config;
use crate::source::pipe::Pipe;
use crate::text::units::Cells;
use crate::ui::geometry::WHOLE_SCREEN_CELLS;
use crate::ui::theme::ColourDepth;
use crate::views::View;
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Start of a document in the Rich Text Format.
const RTF_START: &[u8] = b"{\\rtf";

/// Form in which an input is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputForm {
    /// Paragraphs, as far as it has any.
    Prose,
    /// Lines as they are.
    Lines,
    /// Output of a program: lines as they are, with colours, overstrikes and links.
    Output,
}

impl InputForm {
    /// Returns whether lines are shown as they are.
    pub(crate) const fn is_as_is(self) -> bool {
        !matches!(self, Self::Prose)
    }

    /// Returns the view of the text in this form, unless the reader wants another than the usual one.
    pub(crate) const fn view(self, wanted: View) -> View {
        match wanted {
            View::Reading if self.is_as_is() => View::Original,
            View::Reading | View::Original | View::Article => wanted,
        }
    }
}

/// Returns the form of the input of an origin, by what has come of it so far. The programs that start a pager announce it
/// in the environment, and `is_raw` is what less was told by an option.
pub(crate) fn input_form(origin: &Origin, paths: &[PathBuf], is_raw: bool) -> InputForm {
    let Some(pipe) = unnamed_pipe(origin, paths) else {
        let path = origin.file_path().filter(|_| paths.len() == 1);
        return path.map_or(InputForm::Prose, |path| file_form(path, is_raw));
    };
    let source = pipe.contents().bytes.source();
    let head = source.window(0, SNIFF_BYTES as u64);
    if is_raw || std::env::var_os("MAN_PN").is_some() || is_terminal_output(&head) {
        InputForm::Output
    } else if (has_foreign_lines(&head) || has_record_lines(&head))
        && !looks_like_html(&head, "")
        && !is_mail(&head, "")
        && !head.starts_with(RTF_START)
    {
        InputForm::Lines
    } else {
        InputForm::Prose
    }
}

/// Returns the pipe of an origin without a name of its own.
fn unnamed_pipe<'o>(origin: &'o Origin, paths: &[PathBuf]) -> Option<&'o Pipe> {
    let is_unnamed = match paths {
        [] => true,
        [path] => path == Path::new(STANDARD_INPUT),
        _ => false,
    };
    origin.pipe().filter(|_| is_unnamed).map(|pipe| &**pipe)
}

/// Returns the form of a file. A file has paragraphs unless it is output of a program,
/// saved, or its lines are records, or the reader wants its lines.
fn file_form(path: &Path, is_raw: bool) -> InputForm {
    let length = path.metadata().ok().filter(Metadata::is_file);
    let length = length.map(|file| file.len());
    let mut head = Vec::new();
    let file = length.and_then(|_| File::open(path).ok());
    let is_read = file.is_some_and(|file| {
        let mut start = file.take(SNIFF_BYTES as u64);
        start.read_to_end(&mut head).is_ok()
    });
    match length {
        Some(length) if is_read && (is_raw || is_saved_output(&head)) => {
            if length <= MAX_OUTPUT_BYTES {
                InputForm::Output
            } else {
                InputForm::Lines
            }
        }
        Some(_) if is_read && has_record_lines(&head) => InputForm::Lines,
        _ => InputForm::Prose,
    }
}

/// Returns the colours of the input that a terminal takes over.
pub(crate) const fn ink_limit(colours: ColourDepth) -> InkLimit {
    match colours {
        ColourDepth::None => InkLimit::None,
        ColourDepth::Sixteen => InkLimit::Sixteen,
        ColourDepth::Indexed => InkLimit::Indexed,
        ColourDepth::TrueColour => InkLimit::All,
    }
}

/// Changes the configuration for input that is shown as it is: lines take the whole screen, without indent, gaps between
/// scripts and justification.
pub(crate) fn set_as_is(config: &mut Config) {
    config.measure = config.measure.max(Some(WHOLE_SCREEN_CELLS));
    config.paragraphs = Some(AS_IS_PARAGRAPHS.to_owned());
    config.indent = Some(Cells(0));
    config.autospace = Some(false);
    config.justify = Some(false);
    config.hanging = Some(false);
    config.punct = Some(false);
}
