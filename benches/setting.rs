//! Throughput of preparing and setting in megabytes of text per second, the best of several rounds. `cargo
//! bench --bench setting`.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};
use tongdu::doc::{Block, BlockKind};
use tongdu::layout::{Setting, TextOptions, prepare};
use tongdu::text::units::Cells;

/// Length of the text in one round.
const ROUND_BYTES: usize = 4 << 20;

const CHINESE: &str = "统筹城乡发展，是全面建设小康社会的内在要求。他说：“你好！”然后走了……真的——不是吗？据统计，今年增长了5.6%左右，约￥300元/人，用Rust语言写成。";
const JAPANESE: &str = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。";
const KOREAN: &str =
    "새침하게 흐린 품이 눈이 올 듯하더니, 눈은 아니 오고 얼다가 만 비가 추적추적 내리었다. ";
const ENGLISH: &str = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness. ";
const CYRILLIC: &str =
    "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. ";
const HARD: &str = "e\u{301}👨\u{200D}👩\u{200D}👧か\u{3099}한국어🇨🇳क्षि";

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<28}{:>14}{:>14}{:>14}",
        "", "prepare MB/s", "set MB/s", "both, ms"
    )?;
    let paragraph = |text: &str| text.repeat(600 / text.len() + 1);
    let endless = |text: &str| text.repeat((128 << 10) / text.len());
    let rows = [
        ("Chinese paragraphs", paragraph(CHINESE)),
        ("Japanese paragraphs", paragraph(JAPANESE)),
        ("Korean paragraphs", paragraph(KOREAN)),
        ("English paragraphs", paragraph(ENGLISH)),
        ("Cyrillic paragraphs", paragraph(CYRILLIC)),
        ("hard clusters", paragraph(HARD)),
        ("Chinese, 128 KiB a line", endless(CHINESE)),
        ("one word, 128 KiB", "a".repeat(128 << 10)),
        (
            "one address, 128 KiB",
            format!("https://{}", "a/".repeat(64 << 10)),
        ),
        ("blanks, 128 KiB", " ".repeat(128 << 10)),
        ("joiners, 128 KiB", "\u{2060}".repeat(43 << 10)),
        ("quotes, 128 KiB", "“".repeat(43 << 10)),
        ("flags, 128 KiB", "🇨".repeat(32 << 10)),
        ("marks, 128 KiB", format!("a{}", "\u{301}".repeat(64 << 10))),
    ];
    for (name, text) in rows {
        let (preparing, setting) = measure(&text);
        let speed = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
        let both = (preparing + setting).as_secs_f64() * 1e3;
        writeln!(
            out,
            "{name:<28}{:>14.1}{:>14.1}{both:>14.3}",
            speed(preparing),
            speed(setting)
        )?;
    }
    Ok(())
}

/// Returns the times to prepare a text and to set it, each the best of a few rounds.
fn measure(text: &str) -> (Duration, Duration) {
    let block = Block {
        kind: BlockKind::Paragraph,
        text: text.into(),
        ..Block::default()
    };
    let options = TextOptions {
        autospace: true,
        ..TextOptions::default()
    };
    let setting = Setting {
        measure: Cells(72),
        ..Setting::default()
    };
    let prepared = prepare(&block, &options);
    let times = ROUND_BYTES / text.len() / 4 + 1;
    let best = |work: &dyn Fn()| {
        let round = |_| {
            let start = Instant::now();
            (0..times).for_each(|_| work());
            start.elapsed() / times as u32
        };
        (0..4).map(round).min().unwrap_or_default()
    };
    let preparing = best(&|| drop(black_box(prepare(black_box(&block), &options))));
    let setting = best(&|| drop(black_box(prepared.set(black_box(&setting)))));
    (preparing, setting)
}
