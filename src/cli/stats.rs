//! `tongdu stats`: reading time and characters by day and by text. No text is opened for that.

use super::args::OutputFormat;
use super::json::to_json;
use super::output::{print, printable};
use crate::error::Result;
use crate::messages::{Lang, grouped};
use crate::session::dirs;
use crate::session::local_zone::LocalZone;
use crate::session::reading_log::{ReadingLog, ReadingSum};
use serde::Serialize;
use std::cmp::Reverse;

/// The figures as JSON.
#[derive(Serialize)]
struct Stats<'a> {
    time_zone: &'a str,
    days: Vec<Day<'a>>,
    texts: Vec<Text<'a>>,
}

/// A day.
#[derive(Serialize)]
struct Day<'a> {
    day: &'a str,
    #[serde(flatten)]
    sum: ReadingSum,
}

/// A text.
#[derive(Serialize)]
struct Text<'a> {
    title: &'a str,
    file: &'a str,
    #[serde(flatten)]
    sum: ReadingSum,
}

/// Prints the figures: the days with the latest first, the texts with the longest time first.
pub fn stats(format: OutputFormat, lang: Lang) -> Result<u8> {
    let log = dirs::reading_log().map(ReadingLog::new);
    let zone = LocalZone::system();
    let totals = log.map(|log| log.totals(&zone)).unwrap_or_default();
    let days = totals.days.iter().rev();
    let days = days.map(|(day, sum)| Day { day, sum: *sum });
    let texts = totals.texts.iter().map(|((file, title), sum)| Text {
        title,
        file,
        sum: *sum,
    });
    let mut texts: Vec<Text<'_>> = texts.collect();
    texts.sort_by_key(|text| Reverse(text.sum.seconds));
    let stats = Stats {
        time_zone: zone.name(),
        days: days.collect(),
        texts,
    };
    if format == OutputFormat::Json {
        return print(&(to_json(&stats) + "\n"));
    }
    let m = &lang.catalogue().stats;
    if stats.days.is_empty() {
        return print(&format!("{}\n", m.nothing));
    }
    let mut out = format!("{}\n", m.days);
    let line = |name: &str, sum: ReadingSum| {
        let name = name.replace(char::is_control, " ");
        let time = format!("{}:{:02}", sum.seconds / 3600, sum.seconds / 60 % 60);
        format!("{time:>8}  {:>10}  {name}\n", grouped(sum.characters))
    };
    for day in &stats.days {
        out.push_str(&line(day.day, day.sum));
    }
    out.push_str(&format!("\n{}\n", m.texts));
    for text in &stats.texts {
        let name = if text.title.is_empty() {
            text.file
        } else {
            text.title
        };
        out.push_str(&line(name, text.sum));
    }
    print(&printable(&out))
}
