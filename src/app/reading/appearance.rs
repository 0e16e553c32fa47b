//! Appearance of the text: the configuration, the terminal's facts, and the reader's changes since the start.

mod colourless;
mod settings;

use crate::layout::{
    ChapterPages, CodeStyle, HangingPunctuation, Kinsoku, LongCode, ParagraphPolicy, Punctuation,
    RubyLeading, RubyPlacement, Setting, TextOptions,
};
use crate::messages::{AppearanceTexts, Lang};
use crate::session::config::Config;
use crate::term::probe::{Background, TerminalFacts};
use crate::text::script::TextLang;
use crate::text::units::{Cells, Rows};
use crate::text::width::{Ambiguous, Widths};
use crate::ui::signs::SignSet;
use crate::ui::theme::{ColourDepth, NAMES, Paper, Theme};

/// Default measure: 36 Han characters.
pub const DEFAULT_MEASURE_CELLS: Cells = Cells(72);
/// Default placement of ruby: above the line, as in printed books.
const DEFAULT_RUBY: RubyPlacement = RubyPlacement::Above;
/// Fewest rows of a page that has ruby above its lines.
const MIN_RUBY_PAGE_ROWS: Rows = Rows(3);
/// Cells by which `+` and `-` change the measure.
const MEASURE_STEP_CELLS: u16 = 4;
/// Shortest and longest measure that the keys can set, in cells.
const MEASURE_RANGE_CELLS: std::ops::RangeInclusive<u16> = 8..=400;

/// Appearance of the text.
#[derive(Clone, Debug)]
pub struct Appearance {
    /// Language of the interface.
    pub lang: Lang,
    /// Measure requested by the reader.
    pub measure: Cells,
    /// Reading speed in characters (字) per minute.
    pub speed: u32,
    /// Form of code.
    pub code: CodeStyle,
    colours: ColourDepth,
    theme_name: String,
    theme: Theme,
    screen: ScreenStyle,
    /// Whether the terminal has answered.
    has_answered: bool,
    start_signs: SignSet,
    signs: SignSet,
    /// Background set by the user, which precedes what the terminal reports.
    fixed_background: Option<Background>,
    /// Background that the environment reveals.
    start_background: Option<Background>,
    paper: Paper,
    ambiguous: Option<Ambiguous>,
    widths: Widths,
    options: TextOptions,
    setting: Setting,
    default_measure: Cells,
    /// Indent of paragraphs set by the user; otherwise that of the language.
    indent: Option<Cells>,
}

/// Parts of the screen that are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScreenStyle {
    /// All.
    #[default]
    Full,
    /// One column of text and the status line, for screen readers.
    Plain,
}

/// Settings with which the program starts.
#[derive(Clone, Debug, Default)]
pub struct StartOptions {
    /// The user's configuration, overridden by the command line.
    pub config: Config,
    /// Language of the interface.
    pub lang: Lang,
    /// Number of colours the terminal supports.
    pub colours: ColourDepth,
    /// Whether the environment names a terminal that opens links.
    pub knows_hyperlinks: bool,
    /// Signs that the environment suggests.
    pub signs: SignSet,
    /// Background of the terminal, if the environment reveals it.
    pub background: Option<Background>,
}

impl Appearance {
    /// Builds the appearance at the start of the program.
    pub fn new(start: &StartOptions) -> Self {
        let config = &start.config;
        let measure = config.measure.unwrap_or(DEFAULT_MEASURE_CELLS);
        let fixed_background = config.background.as_deref().and_then(parse_background);
        let mut look = Self {
            lang: start.lang,
            measure,
            speed: config.speed.unwrap_or(400),
            code: CodeStyle::default(),
            colours: start.colours,
            theme_name: String::new(),
            theme: Theme::plain(),
            has_answered: false,
            screen: match config.screen.as_deref() {
                Some("plain") => ScreenStyle::Plain,
                _ => ScreenStyle::Full,
            },
            start_signs: start.signs,
            signs: config
                .signs
                .as_deref()
                .and_then(SignSet::from_name)
                .unwrap_or(start.signs),
            fixed_background,
            start_background: start.background,
            paper: Paper {
                background: fixed_background.or(start.background),
                colour: None,
            },
            ambiguous: config.ambiguous.as_deref().and_then(parse_ambiguous),
            widths: Widths::default(),
            options: TextOptions {
                kinsoku: config.kinsoku.as_deref().map_or(Kinsoku::Gb, parse_kinsoku),
                keep_all: true,
                autospace: config.autospace.unwrap_or(true),
                ruby: config
                    .ruby
                    .as_deref()
                    .and_then(parse_ruby)
                    .unwrap_or(DEFAULT_RUBY),
                ruby_leading: match config.ruby_leading.as_deref() {
                    Some("needed") => RubyLeading::Needed,
                    Some("even") => RubyLeading::Even,
                    _ => RubyLeading::Auto,
                },
                punctuation: match config.punct {
                    Some(true) => Punctuation::FullWidth,
                    Some(false) | None => Punctuation::AsIs,
                },
                paragraphs: config
                    .paragraphs
                    .as_deref()
                    .map_or(ParagraphPolicy::Auto, parse_paragraphs),
                chapters: match config.chapters.as_deref() {
                    Some("flow") => ChapterPages::Shared,
                    _ => ChapterPages::Own,
                },
                ..TextOptions::default()
            },
            setting: Setting {
                hanging: match config.hanging {
                    Some(false) => HangingPunctuation::Off,
                    Some(true) | None => HangingPunctuation::On,
                },
                justify: config.justify.unwrap_or(false),
                ..Setting::default()
            },
            default_measure: measure,
            indent: config.indent,
        };
        look.widths.ambiguous = look.ambiguous.unwrap_or_default();
        look.set_code(config.code.as_deref().unwrap_or_default());
        look.set_theme(config.theme.as_deref().unwrap_or("auto"));
        look
    }

    /// Returns whether marks hang right of the measure.
    pub fn hangs_marks(&self) -> bool {
        self.setting.hanging == HangingPunctuation::On
    }

    /// Returns whether the screen is one column of text without lines and colours, for screen readers.
    pub fn is_plain_screen(&self) -> bool {
        self.screen == ScreenStyle::Plain
    }

    /// Returns the current theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Returns the width policy.
    pub fn widths(&self) -> Widths {
        self.widths
    }

    /// Returns whether the width of ambiguous characters was set by the user rather than probed.
    pub fn is_ambiguous_set(&self) -> bool {
        self.ambiguous.is_some()
    }

    /// Sets the theme with this name; returns false if there is no such theme. Without colours every theme is the
    /// plain one.
    pub fn set_theme(&mut self, name: &str) -> bool {
        let (shown, signs) = match (self.screen, name) {
            (ScreenStyle::Full, _) => (name, self.signs),
            (ScreenStyle::Plain, "auto") => ("plain", SignSet::Spoken),
            (ScreenStyle::Plain, _) => (name, SignSet::Spoken),
        };
        let Some(theme) = Theme::from_name(shown, self.paper, self.colours) else {
            return false;
        };
        name.clone_into(&mut self.theme_name);
        self.theme = theme;
        self.theme.signs = signs;
        true
    }

    /// Switches to the next theme.
    pub fn next_theme(&mut self) {
        let at = NAMES
            .iter()
            .position(|name| *name == self.theme_name)
            .unwrap_or(0);
        let next = NAMES.get((at + 1) % NAMES.len()).copied().unwrap_or("auto");
        self.set_theme(next);
    }

    /// Applies facts learnt from the terminal; settings of the user take precedence.
    pub fn apply_terminal_facts(&mut self, facts: &TerminalFacts) {
        self.has_answered = *facts != TerminalFacts::default();
        if facts.background.is_some() {
            self.paper = Paper {
                background: self.fixed_background.or(facts.background),
                // A background that the user has corrected was reported wrongly.
                colour: facts.paper.filter(|_| {
                    self.fixed_background
                        .is_none_or(|it| Some(it) == facts.background)
                }),
            };
            let name = self.theme_name.clone();
            self.set_theme(&name);
        }
        if let Some(vs16) = facts.vs16 {
            self.widths.vs16 = vs16;
        }
        if let Some(found) = facts.ambiguous {
            self.widths.ambiguous = self.ambiguous.unwrap_or(found);
        }
    }

    /// Sets the width of ambiguous characters: `auto`, `narrow` or `wide`. Returns false for another word.
    pub fn set_ambiguous(&mut self, word: &str, facts: &TerminalFacts) -> bool {
        if !["auto", "narrow", "wide"].contains(&word) {
            return false;
        }
        self.ambiguous = parse_ambiguous(word);
        self.widths.ambiguous = self.ambiguous.or(facts.ambiguous).unwrap_or_default();
        true
    }

    /// Lengthens the measure by `steps` steps; negative steps shorten it, from that of a column of `shown` cells if the
    /// screen has no room for more.
    pub fn change_measure(&mut self, steps: i64, shown: Cells) {
        let start = if steps < 0 {
            self.measure.min(shown)
        } else {
            self.measure
        };
        let (least, most) = (
            i64::from(*MEASURE_RANGE_CELLS.start()),
            i64::from(*MEASURE_RANGE_CELLS.end()),
        );
        let wanted = i64::from(start.0) + steps.saturating_mul(i64::from(MEASURE_STEP_CELLS));
        self.measure = Cells(wanted.clamp(least, most) as u16);
    }

    /// Restores the measure of the configuration, or the default.
    pub fn reset_measure(&mut self) {
        self.measure = self.default_measure;
    }

    /// Turns justification on or off.
    pub fn toggle_justify(&mut self) {
        self.setting.justify = !self.setting.justify;
    }

    /// Returns whether lines are justified.
    pub fn is_justified(&self) -> bool {
        self.setting.justify
    }

    /// Sets the ruby placement: `hidden`, `inline` or `above`. Returns false for another word.
    pub fn set_ruby(&mut self, word: &str) -> bool {
        let found = parse_ruby(word);
        self.options.ruby = found.unwrap_or(self.options.ruby);
        found.is_some()
    }

    /// Sets the treatment of long lines of code: `wrap` or `cut`. Returns false for another word.
    pub fn set_code(&mut self, word: &str) -> bool {
        let long_lines = match word {
            "wrap" => LongCode::Wrapped,
            "cut" => LongCode::Cut,
            _ => return false,
        };
        self.code = CodeStyle {
            long_lines,
            offset: Cells(0),
        };
        true
    }

    /// Returns the name of the treatment of long lines of code.
    pub fn code_text(&self) -> &'static str {
        match self.code.long_lines {
            LongCode::Wrapped => self.texts().code_wrapped,
            LongCode::Cut => self.texts().code_cut,
        }
    }

    /// Switches to the next ruby placement.
    pub fn next_ruby(&mut self) {
        self.options.ruby = match self.options.ruby {
            RubyPlacement::Hidden => RubyPlacement::Inline,
            RubyPlacement::Inline if self.is_plain_screen() => RubyPlacement::Hidden,
            RubyPlacement::Inline => RubyPlacement::Above,
            RubyPlacement::Above => RubyPlacement::Hidden,
        };
    }

    fn texts(&self) -> &'static AppearanceTexts {
        &self.lang.catalogue().appearance
    }

    /// Returns the name of the ruby placement.
    pub fn ruby_text(&self) -> &'static str {
        match self.options.ruby {
            RubyPlacement::Hidden => self.texts().ruby_hidden,
            RubyPlacement::Inline => self.texts().ruby_inline,
            RubyPlacement::Above => self.texts().ruby_above,
        }
    }

    /// Returns the name of the theme.
    pub fn theme_text(&self) -> String {
        let m = self.lang.catalogue();
        let local = m.theme_name(&self.theme_name);
        let own = &self.theme_name;
        self.texts().theme(&if local == own {
            local.to_owned()
        } else {
            format!("{local} {own}")
        })
    }

    /// Returns the name of the width of ambiguous characters.
    pub fn widths_text(&self) -> &'static str {
        match self.widths.ambiguous {
            Ambiguous::Narrow => self.texts().narrow,
            Ambiguous::Wide => self.texts().wide,
        }
    }

    /// Returns the display of half-width punctuation.
    pub const fn punctuation(&self) -> Punctuation {
        self.options.punctuation
    }

    /// Switches between full-width and unchanged display of half-width punctuation.
    pub fn toggle_punctuation(&mut self) {
        self.options.punctuation = match self.options.punctuation {
            Punctuation::AsIs => Punctuation::FullWidth,
            Punctuation::FullWidth => Punctuation::AsIs,
        };
    }

    /// Returns the name of the punctuation display.
    pub fn punctuation_text(&self) -> &'static str {
        match self.options.punctuation {
            Punctuation::AsIs => self.texts().source_punctuation,
            Punctuation::FullWidth => self.texts().full_width_punctuation,
        }
    }

    /// Returns the text options for `lang` on a page of `rows` rows. Pages of one or two rows have no room for ruby
    /// above the lines, and a screen that is read aloud has readings behind their words.
    pub fn options(&self, lang: TextLang, rows: Rows) -> TextOptions {
        TextOptions {
            widths: self.widths,
            lang,
            code_signs: self.code_signs(),
            ruby: match self.options.ruby {
                RubyPlacement::Above if rows < MIN_RUBY_PAGE_ROWS || self.is_plain_screen() => {
                    RubyPlacement::Inline
                }
                asked => asked,
            },
            ..self.options
        }
    }

    /// Returns the setting for a column of `column` cells in a text of `lang`, in which tables may take `table_room` cells.
    pub fn setting(&self, column: Cells, table_room: Cells, lang: TextLang) -> Setting {
        Setting {
            measure: column,
            table_room,
            indent: self.indent.unwrap_or(Setting::indent_of(lang)),
            ..self.setting
        }
    }
}

fn parse_ruby(word: &str) -> Option<RubyPlacement> {
    match word {
        "hidden" => Some(RubyPlacement::Hidden),
        "inline" => Some(RubyPlacement::Inline),
        "above" => Some(RubyPlacement::Above),
        _ => None,
    }
}

fn parse_background(word: &str) -> Option<Background> {
    match word {
        "dark" => Some(Background::Dark),
        "light" => Some(Background::Light),
        _ => None,
    }
}

fn parse_ambiguous(word: &str) -> Option<Ambiguous> {
    match word {
        "narrow" => Some(Ambiguous::Narrow),
        "wide" => Some(Ambiguous::Wide),
        _ => None,
    }
}

/// Value of `paragraphs` for output of programs, which no configuration file sets.
pub const AS_IS_PARAGRAPHS: &str = "as-is";

fn parse_paragraphs(word: &str) -> ParagraphPolicy {
    match word {
        "indent" => ParagraphPolicy::Indent,
        "space" => ParagraphPolicy::Space,
        "source" => ParagraphPolicy::Source,
        AS_IS_PARAGRAPHS => ParagraphPolicy::AsIs,
        _ => ParagraphPolicy::Auto,
    }
}

fn parse_kinsoku(word: &str) -> Kinsoku {
    match word {
        "none" => Kinsoku::None,
        "basic" => Kinsoku::Basic,
        "strict" => Kinsoku::Strict,
        _ => Kinsoku::Gb,
    }
}
