//! Input of a pager: output of programs that is shown as it is.

use super::standard_input::STANDARD_INPUT;
use crate::app::opening::origin::Origin;
use crate::app::reading::appearance::AS_IS_PARAGRAPHS;
use crate::doc::InkLimit;
use crate::formats::terminal_output::{SNIFF_BYTES, is_terminal_output};
use crate::session::config::Config;
use crate::text::units::Cells;
use crate::ui::theme::ColourDepth;
use std::path::{Path, PathBuf};

/// Measure that takes every screen whole.
pub(crate) const WHOLE_SCREEN_CELLS: Cells = Cells(500);

/// Returns whether what came through the pipe of an origin so far is output of a program, to be shown as it is. The
/// programs that start a pager announce it in the environment, and `is_raw` is what less was told by an option.
pub(crate) fn is_pager_input(origin: &Origin, paths: &[PathBuf], is_raw: bool) -> bool {
    let is_unnamed = match paths {
        [] => true,
        [path] => path == Path::new(STANDARD_INPUT),
        _ => false,
    };
    let Some(pipe) = origin.pipe().filter(|_| is_unnamed) else {
        return false;
    };
    let source = pipe.contents().bytes.source();
    is_raw
        || std::env::var_os("MAN_PN").is_some()
        || is_terminal_output(&source.window(0, SNIFF_BYTES as u64))
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
