//! Appearance as settings: their current values, and changes while the program runs.

use super::{Appearance, StartOptions};
use crate::layout::{HangingPunctuation, LongCode, Punctuation, RubyPlacement};
use crate::session::config::Config;
use crate::term::probe::TerminalFacts;
use crate::text::width::Ambiguous;

impl Appearance {
    /// Writes the values that hold now into the settings.
    pub fn write_settings(&self, config: &mut Config) {
        let name = |name: &str| Some(name.to_owned());
        config.lang = name(self.lang.name());
        config.theme = name(&self.theme_name);
        config.measure = Some(self.measure);
        config.justify = Some(self.setting.justify);
        config.hanging = Some(self.setting.hanging == HangingPunctuation::On);
        config.punct = Some(self.options.punctuation == Punctuation::FullWidth);
        config.speed = Some(self.speed);
        config.ambiguous = name(match self.ambiguous {
            Some(Ambiguous::Narrow) => "narrow",
            Some(Ambiguous::Wide) => "wide",
            None => "auto",
        });
        config.ruby = name(match self.options.ruby {
            RubyPlacement::Hidden => "hidden",
            RubyPlacement::Inline => "inline",
            RubyPlacement::Above => "above",
        });
        config.code = name(match self.code.long_lines {
            LongCode::Wrapped => "wrap",
            LongCode::Cut => "cut",
        });
    }

    /// Applies changed settings; what the terminal has answered and the measure to which the reader can return stay.
    pub fn reconfigure(&mut self, config: &Config, facts: &TerminalFacts) {
        let start = StartOptions {
            config: config.clone(),
            lang: self.lang,
            colours: self.colours,
            signs: self.start_signs,
            background: self.start_background,
            knows_hyperlinks: false,
        };
        let measure = self.default_measure;
        *self = Self::new(&start);
        self.default_measure = measure;
        self.apply_terminal_facts(facts);
    }
}
