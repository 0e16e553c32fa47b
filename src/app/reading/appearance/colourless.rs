//! The look of what a colour would tell, on a screen without colours.

use super::{Appearance, ScreenStyle};
use crate::layout::CodeSigns;
use crate::ui::theme::{ColourDepth, Role};

impl Appearance {
    /// Returns whether signs tell code from other words: no colour does. While the terminal may still say what paper it has,
    /// a colour may come, and lines would move with the signs.
    pub(super) fn code_signs(&self) -> CodeSigns {
        let is_coloured = self.theme.style(Role::Code) != self.theme.style(Role::Body);
        let has_colours = matches!(self.colours, ColourDepth::Indexed | ColourDepth::TrueColour);
        let may_change = self.screen == ScreenStyle::Full
            && !self.has_answered
            && self.theme_name == "auto"
            && has_colours
            && self.paper.background.is_none();
        if is_coloured || may_change {
            CodeSigns::Hidden
        } else {
            CodeSigns::Shown
        }
    }
}
