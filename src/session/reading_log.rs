//! Reading time and characters read: a log to which every program adds lines of its own, so that two at once lose
//! nothing. Nothing in it is ever rewritten.

use super::local_zone::LocalZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

/// Longest line that is read, in bytes; a longer one is passed over.
const MAX_LINE_BYTES: u64 = 64 << 10;
/// Bytes of a date: `2026-11-29`.
const DATE_BYTES: usize = 10;
/// Longest time of one line, in seconds: a day. A greater number is damage.
const MAX_SPAN_SECONDS: u64 = 86_400;

/// A span of reading: a line of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ReadingSpan {
    /// Time at its end, in UTC (RFC 3339).
    pub at: String,
    /// Path of the text; empty for one without a file.
    #[serde(default)]
    pub file: String,
    /// Title of the text.
    #[serde(default)]
    pub title: String,
    /// Seconds, without pauses.
    pub seconds: u64,
    /// Characters (字) that were read.
    #[serde(default)]
    pub characters: u64,
}

/// Time and characters in sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReadingSum {
    /// Seconds.
    pub seconds: u64,
    /// Characters (字).
    pub characters: u64,
}

impl ReadingSum {
    fn add(&mut self, span: &ReadingSpan) {
        self.join(Self {
            seconds: span.seconds,
            characters: span.characters,
        });
    }

    /// Adds another sum.
    pub const fn join(&mut self, other: Self) {
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.characters = self.characters.saturating_add(other.characters);
    }

    /// Returns what another sum is less than this one.
    #[must_use]
    pub const fn since(self, before: Self) -> Self {
        Self {
            seconds: self.seconds.saturating_sub(before.seconds),
            characters: self.characters.saturating_sub(before.characters),
        }
    }
}

/// Sums of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingTotals {
    /// By local day (`2026-11-29`).
    pub days: BTreeMap<String, ReadingSum>,
    /// By file and title.
    pub texts: BTreeMap<(String, String), ReadingSum>,
}

/// Sums for the reader of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptReading {
    /// Of the text, on all days.
    pub text: ReadingSum,
    /// Of this day, in all texts.
    pub today: ReadingSum,
}

/// File of the log.
#[derive(Clone, Debug)]
pub struct ReadingLog {
    path: PathBuf,
}

impl ReadingLog {
    /// Names the file, which need not exist yet.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Adds a span in a single write. A last line that was cut by a failed write is ended first.
    ///
    /// # Errors
    /// The error of the operating system.
    pub fn append(&self, span: &ReadingSpan) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = OpenOptions::new();
        let mut file = options
            .append(true)
            .read(true)
            .create(true)
            .open(&self.path)?;
        let mut last = [b'\n'];
        if file.seek(SeekFrom::End(-1)).is_ok() {
            file.read_exact(&mut last)?;
        }
        let start = if last == [b'\n'] { "" } else { "\n" };
        let line = serde_json::to_string(span)?;
        file.write_all(format!("{start}{line}\n").as_bytes())
    }

    /// Sums up the log by the days of a time zone; damaged lines are passed over. Without a readable file there is nothing.
    pub fn totals(&self, zone: &LocalZone) -> ReadingTotals {
        let mut totals = ReadingTotals::default();
        let Ok(file) = File::open(&self.path) else {
            return totals;
        };
        if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return totals;
        }
        let mut lines = BufReader::new(file);
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = (&mut lines)
                .take(MAX_LINE_BYTES)
                .read_until(b'\n', &mut line);
            if !read.is_ok_and(|read| read > 0) {
                return totals;
            }
            let Ok(span) = serde_json::from_slice::<ReadingSpan>(&line) else {
                continue;
            };
            let day = zone.date_of(&span.at);
            if is_day(&day) && span.seconds <= MAX_SPAN_SECONDS {
                totals.days.entry(day).or_default().add(&span);
                let text = (span.file.clone(), span.title.clone());
                totals.texts.entry(text).or_default().add(&span);
            }
        }
    }
}

impl ReadingTotals {
    /// Returns the sums of a day and of a text: that of a file, or without one that of a title.
    pub fn kept(&self, day: &str, file: &str, title: &str) -> KeptReading {
        let is_meant =
            |own: &(String, String)| own.0 == file && (!file.is_empty() || own.1 == title);
        let mut text = ReadingSum::default();
        for (_, sum) in self.texts.iter().filter(|(own, _)| is_meant(own)) {
            text.join(*sum);
        }
        KeptReading {
            text,
            today: self.days.get(day).copied().unwrap_or_default(),
        }
    }
}

/// Returns whether a text is a date such as `2026-11-29`.
fn is_day(text: &str) -> bool {
    let mut bytes = text.bytes().enumerate();
    text.len() == DATE_BYTES
        && bytes.all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_programs_and_damaged_lines_lose_nothing() {
        let folder = std::env::temp_dir().join(format!("tongdu-log-{}", std::process::id()));
        let path = folder.join("deep/reading.jsonl");
        let span = |at: &str, title: &str, seconds| ReadingSpan {
            at: at.to_owned(),
            title: title.to_owned(),
            seconds,
            characters: seconds.saturating_mul(2),
            ..ReadingSpan::default()
        };
        let logs = [ReadingLog::new(path.clone()), ReadingLog::new(path.clone())];
        assert_eq!(
            logs[0].totals(&LocalZone::default()),
            ReadingTotals::default()
        );
        let threads = logs.clone().map(|log| {
            std::thread::spawn(move || {
                for _ in 0..100 {
                    let span = span("2026-11-29T01:02:03Z", "山\n\u{1b}路", 3);
                    log.append(&span).unwrap();
                }
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        // Damage: a cut line, a time before the calendar, a clock gone mad, no UTF-8.
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(b"{\"at\":\"2026\",\"seconds\":1}\n\xFF\x00\n{\"at\":\"20")
            .unwrap();
        logs[0]
            .append(&span("1970-01-01T00:00:00Z", "海", 5))
            .unwrap();
        logs[0].append(&span("2026-11-29", "海", u64::MAX)).unwrap();
        let totals = logs[1].totals(&LocalZone::default());
        let days: Vec<(&str, u64)> = totals
            .days
            .iter()
            .map(|(day, sum)| (day.as_str(), sum.seconds))
            .collect();
        assert_eq!(days, [("1970-01-01", 5), ("2026-11-29", 600)]);
        assert_eq!(totals.texts.len(), 2);
        let kept = totals.kept("2026-11-29", "", "海");
        assert_eq!((kept.text.seconds, kept.today.seconds), (5, 600));
        let kept = totals.kept("2026-11-30", "/海.txt", "海");
        assert_eq!(kept, KeptReading::default());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
