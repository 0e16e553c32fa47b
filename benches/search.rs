//! Search against `rg` in one run, one thread against one thread: `cargo bench --bench search -- FILE...`.
//! Each row is the best of several runs, with the ratio to the search that it is held to.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod support;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::time_runs;
use tongdu::doc::{Document, Pos};
use tongdu::formats::options::OpenOptions;
use tongdu::library::open;
use tongdu::search::Query;
use tongdu::search::query::QueryKind;
use tongdu::search::scan::{hits_in, stretch_at};
use tongdu::search::tally::{Tally, count_hits};
use tongdu::text::forms::Level;

/// Runs of each search; the best one counts.
const RUNS: usize = 3;

fn main() {
    let paths = std::env::args().skip(1).filter(|arg| !arg.starts_with('-'));
    for path in paths.map(PathBuf::from) {
        println!("{}", path.display());
        let doc = open::open(&path, &OpenOptions::default()).expect("the text can be read");
        against_rg(&path, &*doc);
        against_exact(&*doc);
        steps(&*doc);
    }
}

/// Literals and regular expressions against `rg`.
fn against_rg(path: &Path, doc: &dyn Document) {
    let literal = [
        ("暗渡陈仓不在", "-c"),
        ("我们", "--count-matches"),
        ("的", "--count-matches"),
    ];
    for (text, flag) in literal {
        let own = best(|| count(doc, &query(text, Level::Exact, QueryKind::Literal)));
        ratio(
            &format!("exact {text} : rg {flag}"),
            own,
            rg(path, flag, text),
        );
    }
    for text in [
        "第[一二三四五六七八九十]+章",
        "我们.{2,5}人民",
        "[0-9]{4}年",
        r"\p{Han}+主义",
        "城乡|乡村",
    ] {
        let own = best(|| count(doc, &query(text, Level::Exact, QueryKind::Regex)));
        ratio(&format!("regex {text} : rg -c"), own, rg(path, "-c", text));
    }
}

/// Letters by their variants, and readings.
fn against_exact(doc: &dyn Document) {
    for text in [
        "发展", "统筹", "我们", "的", "后面", "台湾", "干部", "历史", "e",
    ] {
        let [exact, variants] = [Level::Exact, Level::Variants]
            .map(|level| best(|| count(doc, &query(text, level, QueryKind::Literal))));
        ratio(&format!("variants {text} : exact"), variants, exact);
    }
    for text in ["tongchou", "zgrm", "wm"] {
        let own = best(|| count(doc, &query(text, Level::Variants, QueryKind::Pinyin)));
        println!("  {:<40} {own:>10.1?}", format!("pinyin {text}"));
    }
}

/// The stretch that a step to the next hit reads, at several places.
fn steps(doc: &dyn Document) {
    let query = query("的", Level::Variants, QueryKind::Literal);
    let places = (1..40).map(|part| doc.len() / 40 * part);
    let mut times: Vec<Duration> = places
        .map(|at| {
            let began = Instant::now();
            let stretch = stretch_at(doc, Pos::new(0, at));
            black_box(hits_in(doc, &query, &stretch, &go_on).is_continue());
            began.elapsed()
        })
        .collect();
    times.sort();
    let worst = times.last().copied().unwrap_or_default();
    println!(
        "  {:<40} {worst:>10.1?}",
        "a stretch of 的 read again, worst"
    );
}

fn go_on() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn query(text: &str, level: Level, kind: QueryKind) -> Query {
    Query::parse(text, level, kind).expect("a query")
}

fn count(doc: &dyn Document, query: &Query) -> u64 {
    let mut tally = Tally::default();
    let counted = count_hits(doc, query, 1, &go_on, &mut |count, end| {
        tally.add(count.into_iter().collect(), end);
        ControlFlow::Continue(())
    });
    assert!(counted.is_continue());
    tally.count()
}

fn best(mut work: impl FnMut() -> u64) -> Duration {
    let times = time_runs(RUNS, || {
        black_box(work());
    });
    times.into_iter().min().unwrap_or_default()
}

/// The time of `rg` on one thread, which starts in a millisecond or two; `None` if it is not installed.
fn rg(path: &Path, flag: &str, pattern: &str) -> Option<Duration> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let mut command = Command::new("rg");
        command.args(["-j1", flag, pattern]).arg(path);
        command.stdout(Stdio::null()).status().ok()?;
        times.push(began.elapsed());
    }
    times.into_iter().min()
}

fn ratio(name: &str, own: Duration, other: impl Into<Option<Duration>>) {
    match other.into() {
        Some(other) => {
            let ratio = own.as_secs_f64() / other.as_secs_f64();
            println!("  {name:<40} {own:>10.1?} {other:>10.1?} {ratio:>6.1}");
        }
        None => println!("  {name:<40} {own:>10.1?}"),
    }
}
