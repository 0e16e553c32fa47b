//! Parsing of the command line. Its help is in [`super::usage`].

mod options;

use super::find_options::{ColorWhen, FindFormat, FindOptions};
use super::less_options::{self, LessOptions};
use crate::error::{Error, Result, UsageError};
use crate::search::query::QueryKind;
use crate::session::config::LANGS;
use crate::source::encoding::{self, Encoding};
use crate::text::forms::{CaseRule, Level};
use crate::text::units::Cells;
use crate::views::View;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};
use std::ffi::OsString;
use std::num::NonZeroU16;
use std::path::PathBuf;

/// Words that name a command other than reading.
const VERBS: [&str; 7] = ["toc", "cat", "check", "find", "forms", "keys", "config"];

/// A command of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Read files and folders on the terminal; standard input or the essays without any.
    Read(Vec<PathBuf>),
    /// Print the outline.
    Toc {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Format.
        format: OutputFormat,
        /// Destination.
        output: TocOutput,
    },
    /// Print the text, set into lines.
    Cat(Vec<PathBuf>),
    /// Look for errors in essays.
    Check(Vec<PathBuf>),
    /// Find a query in texts.
    Find {
        /// The query as typed.
        query: String,
        /// Files and folders; empty for standard input or the current folder.
        paths: Vec<PathBuf>,
    },
    /// Print the forms of letters that a search takes as the same.
    Forms(Vec<String>),
    /// Print the key table.
    Keys,
    /// Print the default configuration.
    Config,
    /// Print the help.
    Help,
    /// Print the version.
    Version,
}

/// Format of a printed outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// A line for each heading: level, title and place, separated by tabs.
    Lines,
    /// JSON.
    Json,
}

/// Destination of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocOutput {
    /// Standard output.
    Print,
    /// The sidecar file.
    Save,
}

/// A parsed command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The command.
    pub command: Command,
    /// `--width`.
    pub width: Option<Cells>,
    /// `--ambiguous`.
    pub ambiguous: Option<String>,
    /// `--theme`.
    pub theme: Option<String>,
    /// `--lang`.
    pub lang: Option<String>,
    /// `--encoding`; without it the encoding is detected.
    pub encoding: Option<Encoding>,
    /// `--article`, `--original`.
    pub view: View,
    /// `--color`.
    pub color: ColorWhen,
    /// `--min-confidence`: likelihood in percent below which `toc` leaves out headings.
    pub min_confidence: u8,
    /// Options of `find`.
    pub find: FindOptions,
    /// Options of less.
    pub less: LessOptions,
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// [`Error::Usage`] if it is not understood.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let mut words: Vec<OsString> = Vec::new();
    let mut invocation = Arguments {
        command: Command::Read(Vec::new()),
        width: None,
        ambiguous: None,
        theme: None,
        lang: None,
        encoding: None,
        view: View::Reading,
        color: ColorWhen::Auto,
        min_confidence: 0,
        find: FindOptions::default(),
        less: LessOptions::default(),
    };
    let mut named: Vec<String> = Vec::new();
    let mut format = OutputFormat::Lines;
    let mut keep = TocOutput::Print;
    let mut asked = None;
    let mut of_less: Option<String> = None;
    while let Some(argument) = parser.next().map_err(usage_error)? {
        let has_verb = words
            .first()
            .is_some_and(|word| VERBS.iter().any(|verb| word == verb));
        if !has_verb && let Some((name, has_value)) = less_option(&argument, &mut invocation.less) {
            if has_value {
                parser.value().map_err(usage_error)?;
            }
            of_less.get_or_insert(name);
            continue;
        }
        match &argument {
            Long(name) => named.push(format!("--{name}")),
            Short(name) => named.push(format!("-{name}")),
            Value(_) => {}
        }
        match argument {
            Long("ambiguous") => {
                invocation.ambiguous = Some(one_of(&mut parser, &["auto", "narrow", "wide"])?);
            }
            Long("theme") => {
                invocation.theme = Some(one_of(&mut parser, &crate::ui::theme::NAMES)?);
            }
            Long("lang") => invocation.lang = Some(one_of(&mut parser, &LANGS)?),
            Long("width") => {
                let width: NonZeroU16 = parser
                    .value()
                    .and_then(|value| value.parse())
                    .map_err(usage_error)?;
                invocation.width = Some(Cells(width.get()));
            }
            Long("encoding") => {
                let name = parser
                    .value()
                    .map_err(usage_error)?
                    .string()
                    .map_err(usage_error)?;
                invocation.encoding = encoding::parse_choice(&name)?;
            }
            Long("article") => invocation.view = View::Article,
            Long("json") => {
                format = OutputFormat::Json;
                invocation.find.format = FindFormat::Json;
            }
            Long("color" | "colour") => {
                let when = one_of(&mut parser, &ColorWhen::NAMES)?;
                invocation.color = ColorWhen::from_name(&when);
            }
            Long("fold") => {
                let level = one_of(&mut parser, &Level::NAMES)?;
                invocation.find.level = Level::from_name(&level);
            }
            Short('r') => invocation.find.kind = QueryKind::Regex,
            Long("pinyin") => invocation.find.kind = QueryKind::Pinyin,
            Short('i') => invocation.find.case = CaseRule::Folded,
            Short('s') => invocation.find.case = CaseRule::Distinct,
            Short('l') => invocation.find.format = FindFormat::Names,
            Short('c') => invocation.find.format = FindFormat::Counts,
            Short('m') => invocation.find.max_blocks = Some(number(&mut parser)?),
            Short('C') => invocation.find.context_blocks = number(&mut parser)?,
            Long("save") => keep = TocOutput::Save,
            Long("min-confidence") => invocation.min_confidence = number(&mut parser)?,
            Long("original") => invocation.view = View::Original,
            Short('h') | Long("help") => asked = Some(Command::Help),
            Short('V') | Long("version") => asked = Some(Command::Version),
            Value(word) => words.push(word),
            other @ (Long(_) | Short(_)) => return Err(usage_error(other.unexpected())),
        }
    }
    invocation.command = match asked {
        Some(command) => command,
        None => parse_command(words, format, keep)?,
    };
    options::check(&invocation.command, &named, of_less)?;
    Ok(invocation)
}

/// Takes an option of less. Returns its name and whether a value follows; `None` for other arguments.
fn less_option(argument: &lexopt::Arg<'_>, less: &mut LessOptions) -> Option<(String, bool)> {
    match argument {
        Short(letter) if less_options::takes_value(*letter) => Some((format!("-{letter}"), true)),
        Short(letter) if less.take_flag(*letter) => Some((format!("-{letter}"), false)),
        Long(name) if less.take_long_flag(name) => Some((format!("--{name}"), false)),
        Long(_) | Short(_) | Value(_) => None,
    }
}

fn parse_command(words: Vec<OsString>, format: OutputFormat, keep: TocOutput) -> Result<Command> {
    let verb = words
        .first()
        .and_then(|word| word.to_str())
        .map(str::to_owned);
    let mut rest: Vec<PathBuf> = words.into_iter().map(PathBuf::from).collect();
    let verb = verb.as_deref().unwrap_or_default();
    let is_verb = VERBS.contains(&verb);
    if is_verb {
        rest.remove(0);
    }
    if verb == "find" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::FindWithoutQuery));
        }
        let query = word(rest.remove(0))?;
        return Ok(Command::Find { query, paths: rest });
    }
    if verb == "forms" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::FormsWithoutText));
        }
        let words: Result<Vec<String>> = rest.into_iter().map(word).collect();
        return words.map(Command::Forms);
    }
    if verb == "check" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::CheckWithoutFiles));
        }
        return Ok(Command::Check(rest));
    }
    Ok(match verb {
        "toc" if keep == TocOutput::Save && rest.len() > 1 => {
            return Err(Error::Usage(UsageError::SeveralFiles));
        }
        "toc" => Command::Toc {
            paths: rest,
            format,
            output: keep,
        },
        "cat" => Command::Cat(rest),
        "keys" => Command::Keys,
        "config" => Command::Config,
        _ => Command::Read(rest),
    })
}

/// Returns a word of the command line that is a text and not a path.
fn word(word: PathBuf) -> Result<String> {
    let word = word.into_os_string().into_string();
    word.map_err(|word| usage_error(lexopt::Error::NonUnicodeValue(word)))
}

fn one_of(parser: &mut lexopt::Parser, allowed: &[&'static str]) -> Result<String> {
    let value = parser
        .value()
        .map_err(usage_error)?
        .string()
        .map_err(usage_error)?;
    if allowed.contains(&value.as_str()) {
        return Ok(value);
    }
    Err(Error::Usage(UsageError::NotOneOf {
        value,
        allowed: allowed.to_vec(),
    }))
}

fn number<T: std::str::FromStr>(parser: &mut lexopt::Parser) -> Result<T>
where
    T::Err: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let value = parser.value().and_then(|value| value.parse());
    value.map_err(usage_error)
}

fn usage_error(error: lexopt::Error) -> Error {
    let shown = |value: OsString| value.to_string_lossy().into_owned();
    Error::Usage(match error {
        lexopt::Error::MissingValue { option } => {
            UsageError::MissingValue(option.unwrap_or_default())
        }
        lexopt::Error::UnexpectedOption(option) => UsageError::UnknownOption(option),
        lexopt::Error::UnexpectedArgument(word) => UsageError::UnexpectedArgument(shown(word)),
        lexopt::Error::UnexpectedValue { option, value } => UsageError::UnexpectedValue {
            option,
            value: shown(value),
        },
        lexopt::Error::ParsingFailed { value, .. } => UsageError::NotNumber(value),
        lexopt::Error::NonUnicodeValue(value) => UsageError::NotUtf8(shown(value)),
        lexopt::Error::Custom(error) => UsageError::UnexpectedArgument(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    fn parse_line(line: &str) -> Result<Arguments> {
        parse(
            std::iter::once("tongdu")
                .chain(line.split_whitespace())
                .map(OsString::from),
        )
    }

    #[test]
    fn command_lines() {
        let command = |line| parse_line(line).map(|invocation| invocation.command).ok();
        assert_eq!(command(""), Some(Command::Read(vec![])));
        let read = |names: &[&str]| Command::Read(names.iter().map(PathBuf::from).collect());
        assert_eq!(command("a.txt"), Some(read(&["a.txt"])));
        assert_eq!(command("b a"), Some(read(&["b", "a"])));
        assert_eq!(command("-"), Some(read(&["-"])));
        assert_eq!(
            command("toc a.txt --json"),
            Some(Command::Toc {
                paths: vec!["a.txt".into()],
                format: OutputFormat::Json,
                output: TocOutput::Print,
            })
        );
        assert_eq!(
            command("check a b"),
            Some(Command::Check(vec!["a".into(), "b".into()]))
        );
        assert_eq!(command("-V"), Some(Command::Version));
        for wrong in [
            "toc --save a b",
            "--nope",
            "check",
            "--width x",
            "--width 0",
            "--ambiguous maybe",
            "--encoding big6",
        ] {
            assert!(parse_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn encodings_have_many_names_and_slips_are_pointed_out() {
        use crate::source::encoding::{BIG5, GB18030};
        let encoding = |line| parse_line(line).map(|invocation| invocation.encoding);
        for (line, want) in [
            ("a.txt", None),
            ("--encoding auto a.txt", None),
            ("--encoding gbk a.txt", Some(GB18030)),
            ("toc --encoding=Big5 a.txt", Some(BIG5)),
            ("cat --encoding utf16 a.txt", Some(Encoding::Utf16Le)),
        ] {
            assert_eq!(encoding(line).unwrap(), want, "{line}");
        }
        let error = encoding("--encoding bigg5").unwrap_err();
        let error = Lang::En.catalogue().error(&error);
        assert!(error.contains("did you mean big5?"), "{error}");
    }

    #[test]
    fn what_is_wrong_with_a_command_line_is_said_in_both_languages() {
        for (line, zh, en) in [
            ("--nope", "没有选项 --nope", "invalid option '--nope'"),
            (
                "--theme",
                "--theme 后面缺一个值",
                "missing argument for option '--theme'",
            ),
            (
                "toc --save a b",
                "一次只能打开一个文件或文件夹",
                "one file or folder at a time",
            ),
        ] {
            let error = parse_line(line).unwrap_err();
            let said = |lang: Lang| lang.catalogue().error(&error);
            assert_eq!(
                (said(Lang::ZhHans), said(Lang::En)),
                (zh.to_owned(), en.to_owned())
            );
        }
    }
}
