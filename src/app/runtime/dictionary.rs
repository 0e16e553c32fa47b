//! Answers of the dictionaries: those of the `StarDict` format, and a command of the reader's.

use crate::app::dictionary::lookup::{Lookup, LookupAnswer, LookupStep, WordArticle, clean};
use crate::session::dirs;
use crate::session::stardict::{StarDict, dictionaries};
use crate::text::variant::other_spellings;
use rustix::process::{Pid, Signal, kill_process_group};
use std::collections::HashSet;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longest time of a command.
const MAX_COMMAND_TIME: Duration = Duration::from_secs(5);
/// Pause between two looks at whether the answer is still awaited.
const POLL_TIME: Duration = Duration::from_millis(50);
/// Maximum bytes of a command's output.
const MAX_OUTPUT_BYTES: u64 = 64 << 10;
/// Words for which a command is run, from the word of the text to shorter ones, until it finds one.
const MAX_COMMAND_WORDS: usize = 4;
/// Spellings in the other script for which a command is run where it does not know a word.
const MAX_COMMAND_SPELLING_COUNT: usize = 2;
/// Spellings in the other script that are looked up in our own dictionaries.
const MAX_SPELLING_COUNT: usize = 8;
/// Place of the word in the arguments.
const WORD_PLACE: &str = "{word}";

/// Looks up words until `go_on` is false.
pub(crate) fn look_up(lookup: &Lookup, go_on: &dyn Fn() -> bool) -> LookupAnswer {
    let own = dictionaries(&dirs::dictionary_folders());
    if lookup.command.is_empty() && own.is_empty() {
        return LookupAnswer::NoDictionary;
    }
    let deadline = Instant::now() + MAX_COMMAND_TIME;
    let of_command = |words: &[Spelling<'_>]| ask_command(&lookup.command, words, deadline, go_on);
    let count = lookup.words.len();
    let steps: Vec<usize> = match lookup.step {
        LookupStep::Word => {
            let articles = own_articles(&own, &spellings(lookup, 0..count), go_on);
            let end = count.min(lookup.word + MAX_COMMAND_WORDS);
            return answer(
                articles,
                of_command(&command_spellings(lookup, lookup.word..end)),
            );
        }
        LookupStep::Longer => (0..lookup.word.min(count)).rev().collect(),
        LookupStep::Shorter => (lookup.word + 1..count).collect(),
    };
    for index in steps {
        let articles = own_articles(&own, &spellings(lookup, index..count), go_on);
        let is_known = articles
            .first()
            .is_some_and(|article| article.index == index);
        let asked = of_command(&command_spellings(lookup, index..index + 1));
        if is_known || !matches!(asked, Ok(None)) {
            return answer(articles, asked);
        }
    }
    LookupAnswer::Found(Vec::new())
}

/// Returns the articles, that of the command first. It may fail if there are others.
fn answer(
    mut articles: Vec<WordArticle>,
    asked: Result<Option<WordArticle>, LookupAnswer>,
) -> LookupAnswer {
    match asked {
        Ok(article) => articles.splice(0..0, article).for_each(drop),
        Err(failure) if articles.is_empty() => return failure,
        Err(_) => {}
    }
    LookupAnswer::Found(articles)
}

/// Returns the articles of our own dictionaries, those of the longest word first.
fn own_articles(
    own: &[StarDict],
    spellings: &[Spelling<'_>],
    go_on: &dyn Fn() -> bool,
) -> Vec<WordArticle> {
    let words: Vec<String> = spellings
        .iter()
        .map(|spelling| spelling.text.clone())
        .collect();
    let mut found = Vec::new();
    for dictionary in own {
        // A damaged dictionary does not keep the others from answering.
        found.extend(dictionary.look_up(&words, go_on).unwrap_or_default());
    }
    found.sort_by_key(|article| article.word);
    let known: HashSet<&str> = found
        .iter()
        .filter_map(|article| spellings.get(article.word))
        .filter(|spelling| spelling.is_own)
        .map(|spelling| spelling.word)
        .collect();
    let articles = found.into_iter().filter_map(|article| {
        let spelling = spellings.get(article.word)?;
        let is_wanted = spelling.is_own || !known.contains(spelling.word);
        is_wanted.then(|| WordArticle {
            index: spelling.index,
            word: spelling.text.clone(),
            dictionary: clean(&article.dictionary),
            text: clean(&article.text),
        })
    });
    articles.collect()
}

/// A word as it is looked up.
struct Spelling<'a> {
    /// Index of the word of the text.
    index: usize,
    /// The word of the text.
    word: &'a str,
    text: String,
    /// Whether it is spelt as in the text.
    is_own: bool,
}

/// Returns some of the words, each as the text spells it, then as the other script does.
fn spellings(lookup: &Lookup, range: Range<usize>) -> Vec<Spelling<'_>> {
    let words = lookup.words.iter().enumerate();
    let words = words.skip(range.start).take(range.len());
    words
        .flat_map(|(index, word)| {
            let spelling = move |text: String, is_own| Spelling {
                index,
                word,
                text,
                is_own,
            };
            let others = other_spellings(word, MAX_SPELLING_COUNT).into_iter();
            std::iter::once(spelling(word.clone(), true))
                .chain(others.map(move |text| spelling(text, false)))
        })
        .collect()
}

/// Returns the spellings for which a command is run.
fn command_spellings(lookup: &Lookup, range: Range<usize>) -> Vec<Spelling<'_>> {
    let one = |index| {
        let spellings = spellings(lookup, index..index + 1).into_iter();
        spellings.take(1 + MAX_COMMAND_SPELLING_COUNT)
    };
    range.flat_map(one).collect()
}

/// Runs the command for words, one after another until it answers. Without a command there is no answer.
fn ask_command(
    command: &[String],
    words: &[Spelling<'_>],
    deadline: Instant,
    go_on: &dyn Fn() -> bool,
) -> Result<Option<WordArticle>, LookupAnswer> {
    let Some(name) = command.first().cloned() else {
        return Ok(None);
    };
    let mut failure = None;
    for spelling in words {
        match run(command, &spelling.text, deadline, go_on) {
            Ok(text) if !text.trim().is_empty() => {
                return Ok(Some(WordArticle {
                    index: spelling.index,
                    word: spelling.text.clone(),
                    dictionary: name,
                    text,
                }));
            }
            Ok(_) => {}
            Err(CommandFailure::TimedOut) => return Err(LookupAnswer::TimedOut(name)),
            Err(CommandFailure::Stopped) => return Ok(None),
            Err(CommandFailure::Status(cause)) => failure = Some(cause),
            Err(CommandFailure::NotStarted(cause)) => {
                return Err(LookupAnswer::Failed(name, cause));
            }
        }
    }
    match failure {
        Some(cause) => Err(LookupAnswer::Failed(name, cause)),
        None => Ok(None),
    }
}

/// Reason why a command has no answer.
enum CommandFailure {
    TimedOut,
    Stopped,
    Status(String),
    NotStarted(String),
}

/// Runs a command with a word among its arguments, without a shell. Returns what it prints.
fn run(
    command: &[String],
    word: &str,
    deadline: Instant,
    go_on: &dyn Fn() -> bool,
) -> Result<String, CommandFailure> {
    let (name, arguments) = command.split_first().ok_or(CommandFailure::Stopped)?;
    let has_place = arguments
        .iter()
        .any(|argument| argument.contains(WORD_PLACE));
    let arguments = arguments
        .iter()
        .map(|argument| argument.replace(WORD_PLACE, word));
    let child = Command::new(name)
        .args(arguments)
        .args((!has_place).then_some(word))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // A group of its own ends with all programs that it has started.
        .process_group(0)
        .spawn();
    let mut child = child.map_err(|error| CommandFailure::NotStarted(error.to_string()))?;
    let (send, output) = channel();
    let stdout = child.stdout.take();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stdout) = stdout {
            // What came before an error is the answer.
            let _ = stdout.take(MAX_OUTPUT_BYTES).read_to_end(&mut bytes);
        }
        let _ = send.send(bytes);
    });
    let bytes = loop {
        match output.recv_timeout(POLL_TIME) {
            Ok(bytes) => break bytes,
            Err(RecvTimeoutError::Disconnected) => break Vec::new(),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let failure = if !go_on() {
            CommandFailure::Stopped
        } else if Instant::now() >= deadline {
            CommandFailure::TimedOut
        } else {
            continue;
        };
        end(&mut child);
        return Err(failure);
    };
    if bytes.len() as u64 >= MAX_OUTPUT_BYTES {
        end(&mut child);
    }
    let status = status_by(&mut child, deadline, go_on)?;
    let text = clean(&String::from_utf8_lossy(&bytes));
    match status.code() {
        Some(0) => Ok(text),
        // It was ended because it has said enough.
        None if !text.trim().is_empty() => Ok(text),
        None | Some(126 | 127) => Err(CommandFailure::Status(status.to_string())),
        // It says that it does not know the word, in words or not.
        Some(_) => Ok(String::new()),
    }
}

/// Waits for the end of a command that has closed its output, and ends it at the deadline: its answer is whole.
fn status_by(
    child: &mut Child,
    deadline: Instant,
    go_on: &dyn Fn() -> bool,
) -> Result<ExitStatus, CommandFailure> {
    let failed = |error: std::io::Error| CommandFailure::Status(error.to_string());
    loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            return Ok(status);
        }
        if !go_on() {
            end(child);
            return Err(CommandFailure::Stopped);
        }
        if Instant::now() >= deadline {
            end(child);
            return child.wait().map_err(failed);
        }
        std::thread::sleep(POLL_TIME);
    }
}

/// Ends a command with all programs that it has started.
fn end(child: &mut Child) {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(pid) = pid {
        // It may have ended by itself.
        let _ = kill_process_group(pid, Signal::KILL);
    }
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(command: &[&str]) -> Lookup {
        Lookup {
            words: vec!["山路".to_owned(), "山".to_owned()],
            word: 0,
            step: LookupStep::Word,
            command: command.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    /// Asks the command of a look-up.
    fn ask(lookup: &Lookup, limit: Duration) -> Result<Option<WordArticle>, LookupAnswer> {
        let words = command_spellings(lookup, 0..lookup.words.len());
        ask_command(&lookup.command, &words, Instant::now() + limit, &|| true)
    }

    #[test]
    fn a_command_beyond_its_time_is_ended_with_all_that_it_has_started() {
        let folder = std::env::temp_dir().join(format!("tongdu-command-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let file = folder.join("pid");
        let script = format!("sleep 1000 & echo $! > {}; wait", file.display());
        // The command has begun once its file is there; then its time is over.
        let is_begun = || std::fs::read_to_string(&file).is_ok_and(|text| text.ends_with('\n'));
        let command = lookup(&["sh", "-c", &script]);
        let mut limit = Duration::from_millis(100);
        let answer = loop {
            let answer = ask(&command, limit);
            if is_begun() {
                break answer;
            }
            assert!(limit < Duration::from_mins(10), "there is no answer");
            limit *= 2;
        };
        assert!(matches!(answer, Err(LookupAnswer::TimedOut(name)) if name == "sh"));
        let pid = std::fs::read_to_string(&file).expect("it is there");
        let pid: i32 = pid.trim().parse().expect("it is a number");
        let pid = Pid::from_raw(pid).expect("it is no zero");
        // The signal is sent; the process may still be taken off the table.
        let state =
            |pid: Pid| std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero()));
        let is_over = || state(pid).map_or(true, |text| text.contains(") Z ") || text.is_empty());
        while !is_over() {
            std::thread::yield_now();
        }
        std::fs::remove_dir_all(folder).expect("it is there");
    }

    #[test]
    fn output_that_came_in_time_counts_even_if_the_command_goes_on() {
        let command = lookup(&["sh", "-c", "echo 条目; exec >&-; sleep 1000"]);
        let mut limit = Duration::from_millis(100);
        let article = loop {
            if let Ok(Some(article)) = ask(&command, limit) {
                break article;
            }
            assert!(limit < Duration::from_mins(10), "there is no answer");
            limit *= 2;
        };
        assert_eq!(
            (article.word.as_str(), article.text.trim()),
            ("山路", "条目")
        );
    }

    #[test]
    fn a_command_is_asked_in_the_other_script_too() {
        let mut lookup = lookup(&["sh", "-c", "test {word} = 统筹 && echo 条目"]);
        lookup.words = vec!["統籌".to_owned(), "統".to_owned()];
        let article = ask(&lookup, MAX_COMMAND_TIME);
        let article = article.ok().flatten().expect("the other spelling is known");
        assert_eq!(
            (article.word.as_str(), article.text.trim()),
            ("统筹", "条目")
        );
    }

    #[test]
    fn a_command_that_fails_does_not_know_the_word_whatever_it_says() {
        // As sdcv does: a word it does not know is told in words, with a status.
        let script = "test {word} = 山 && echo 条目 && exit; echo Nothing similar; exit 2";
        let article = ask(&lookup(&["sh", "-c", script]), MAX_COMMAND_TIME);
        let article = article.ok().flatten().expect("the shorter word is known");
        assert_eq!((article.word.as_str(), article.text.trim()), ("山", "条目"));
        let nothing = ask(&lookup(&["false"]), MAX_COMMAND_TIME);
        assert!(matches!(nothing, Ok(None)));
        let missing = lookup(&["sh", "-c", "exit 127"]);
        let missing = ask(&missing, MAX_COMMAND_TIME);
        assert!(matches!(missing, Err(LookupAnswer::Failed(..))));
    }
}
