//! A command line while its words are taken one by one.

use super::values::{number, one_of, text_value, unknown_option, usage_error};
use super::{Arguments, Command, OutputFormat, TocOutput};
use crate::app::opening::start_place::StartPlace;
use crate::app::reading::motion::Direction;
use crate::cli::find_options::{ColorWhen, FindFormat, FindOptions};
use crate::cli::less_options;
use crate::cli::table::VerbInfo;
use crate::error::{Error, Result};
use crate::search::query::QueryKind;
use crate::session::config::LANGS;
use crate::session::notes::export::NoteFormat;
use crate::source::encoding;
use crate::text::forms::{CaseRule, Level};
use crate::text::units::Cells;
use crate::views::View;
use std::ffi::OsString;

/// Command line as far as it is read.
#[derive(Default)]
pub(super) struct LineDraft {
    /// Options taken so far.
    pub(super) invocation: Arguments,
    /// Words that are no options.
    pub(super) words: Vec<OsString>,
    /// Names of the options taken.
    pub(super) named: Vec<String>,
    /// First option of less.
    pub(super) of_less: Option<String>,
    /// Format of the outline.
    pub(super) format: OutputFormat,
    /// Destination of the outline.
    pub(super) output: TocOutput,
    /// Help or version.
    pub(super) asked: Option<Command>,
}

impl LineDraft {
    /// Returns the verb; `None` before it and in a line without one.
    pub(super) fn verb(&self) -> Option<&'static str> {
        let first = self.words.first()?.to_str()?;
        VerbInfo::named(first).map(|verb| verb.name)
    }

    /// Takes a word that is no option: a place with a plus where a text is read or printed, else a verb or a path.
    pub(super) fn take_word(&mut self, word: OsString) {
        let has_places = matches!(self.verb(), None | Some("cat"));
        let place = word.to_str().and_then(|word| word.strip_prefix('+'));
        match place.filter(|_| has_places) {
            Some(place) => self.invocation.start.push(StartPlace::from_plus(place)),
            None => self.words.push(word),
        }
    }

    /// Takes an option of less, with its value. Returns false if less has no such option.
    pub(super) fn take_less_option(
        &mut self,
        name: &str,
        parser: &mut lexopt::Parser,
    ) -> Result<bool> {
        let less = &mut self.invocation.less;
        let is_taken = match (name.strip_prefix("--"), name.chars().nth(1)) {
            (Some(long), _) if less_options::long_takes_value(long) => {
                let value = parser.value().map_err(usage_error)?;
                less.take_long_valued(long, &value.to_string_lossy());
                true
            }
            (Some(long), _) => less.take_long_flag(long),
            (None, Some('p')) => {
                let words = text_value(parser)?;
                let place = StartPlace::Hit(words, Direction::Next);
                self.invocation.start.push(place);
                true
            }
            (None, Some(letter)) if less_options::takes_value(letter) => {
                let value = parser.value().map_err(usage_error)?;
                less.take_valued(letter, &value.to_string_lossy());
                true
            }
            (None, Some(letter)) => less.take_flag(letter),
            (None, None) => false,
        };
        if is_taken {
            self.invocation.continues |= name == "-c";
            self.of_less.get_or_insert_with(|| name.to_owned());
        }
        Ok(is_taken)
    }

    /// Takes an option by its name, with its value.
    ///
    /// # Errors
    /// [`Error::Usage`] if no option has this name, or its value is wrong.
    pub(super) fn take_option(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<()> {
        let invocation = &mut self.invocation;
        match name {
            "--ambiguous" => {
                invocation.ambiguous = Some(one_of(parser, &["auto", "narrow", "wide"])?);
            }
            "--theme" => invocation.theme = Some(one_of(parser, &crate::ui::theme::NAMES)?),
            "--plain-screen" => invocation.screen = Some("plain".to_owned()),
            "--lang" => invocation.lang = Some(one_of(parser, &LANGS)?),
            "--width" => {
                invocation.width = Some(Cells(number(parser)?));
            }
            "--encoding" => {
                invocation.encoding = encoding::parse_choice(&text_value(parser)?)?;
            }
            "--article" => invocation.view = View::Article,
            "--original" => invocation.view = View::Original,
            "--json" => {
                self.format = OutputFormat::Json;
                invocation.find.format = invocation.find.format.as_json();
                invocation.notes.format = NoteFormat::Json;
            }
            "--color" => {
                let when = one_of(parser, &ColorWhen::NAMES)?;
                invocation.color = ColorWhen::from_name(&when);
            }
            "--save" => self.output = TocOutput::Save,
            "--min-confidence" => invocation.min_confidence = Some(number(parser)?),
            "--at" => {
                let place = StartPlace::Section(text_value(parser)?);
                invocation.start.push(place);
            }
            "--from" => invocation.start.push(StartPlace::Line(number(parser)?, 1)),
            "--lines" => invocation.max_rows = Some(number(parser)?),
            "--md" => invocation.notes.format = NoteFormat::Markdown,
            "--org" => invocation.notes.format = NoteFormat::Org,
            "--csv" => invocation.notes.format = NoteFormat::Csv,
            "--orphans" => invocation.notes.only_orphans = true,
            "--clippings" => invocation.notes.format = NoteFormat::Clippings,
            "--since" => invocation.notes.since = text_value(parser)?,
            "--import" => {
                let path = parser.value().map_err(usage_error)?;
                invocation.notes.import = Some(path.into());
            }
            "-h" | "--help" => self.asked = Some(Command::Help(None)),
            "-V" | "--version" => self.asked = Some(Command::Version),
            _ => return take_find_option(&mut invocation.find, name, parser),
        }
        Ok(())
    }
}

/// Takes an option of `find` alone.
fn take_find_option(find: &mut FindOptions, name: &str, parser: &mut lexopt::Parser) -> Result<()> {
    match name {
        "--fold" => find.level = Level::from_name(&one_of(parser, &Level::NAMES)?),
        "--pinyin" => find.kind = QueryKind::Pinyin,
        "-r" => find.kind = QueryKind::Regex,
        "-i" => find.case = CaseRule::Folded,
        "-s" => find.case = CaseRule::Distinct,
        "-l" => find.format = find.format.with(FindFormat::Names),
        "-c" => find.format = find.format.with(FindFormat::Counts),
        "-m" => find.max_blocks = Some(number(parser)?),
        "-C" => find.context_blocks = number(parser)?,
        _ => return Err(Error::Usage(unknown_option(name.to_owned()))),
    }
    Ok(())
}
