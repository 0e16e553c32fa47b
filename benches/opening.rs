//! Time from a path to the first screen, without a terminal: texts of three sizes and two encodings, a book, a
//! folder; and the time to find outlines. `cargo bench --bench opening`; all files are created in the temporary
//! folder (1.2 GB) and removed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "../tests/support/packed.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is shared with the tests")]
mod packed;
mod support;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use support::{report, screen, time_runs};
use tongdu::formats::options::OpenOptions;
use tongdu::library::open;

const LINE: &str =
    "　　在许多山区县，从县城到最远的村，地图上量不过二十来公里，班车却要走一个半小时。";

/// Returns a chapter of about 9 kB.
fn chapter(number: usize) -> String {
    let mut text = format!("第{number}章 山路与账本\n\n");
    for _ in 0..24 {
        let _ = writeln!(text, "{}\n", LINE.repeat(3));
    }
    text
}

/// Writes a text of at least `bytes` bytes of UTF-8, encoded by `encode`.
fn text(path: &Path, bytes: usize, encode: impl Fn(&str) -> Vec<u8>) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut written = 0;
    for number in 1.. {
        let text = chapter(number);
        file.write_all(&encode(&text))?;
        written += text.len();
        if written >= bytes {
            break;
        }
    }
    file.flush()
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// Writes a book of 200 chapters, 5 MB.
fn book(path: &Path) -> io::Result<()> {
    let chapters: Vec<(String, String)> = (1..=200)
        .map(|number| {
            let mut page = format!("<html><body><h1>第{number}章 山路</h1>");
            for _ in 0..66 {
                let _ = write!(page, "<p>{}</p>", LINE.trim().repeat(3));
            }
            page.push_str("</body></html>");
            (format!("c{number}.xhtml"), page)
        })
        .collect();
    let chapters: Vec<(&str, &str)> = chapters
        .iter()
        .map(|(name, page)| (name.as_str(), page.as_str()))
        .collect();
    std::fs::write(
        path,
        packed::book("<dc:title>山路</dc:title>", "", &chapters),
    )
}

/// Creates a folder of 2,000 files.
fn folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir(path)?;
    (1..=2_000).try_for_each(|number| {
        std::fs::write(path.join(format!("第{number}章.txt")), chapter(number))
    })
}

fn outline(name: &str, path: &Path) {
    let doc = open::open(path, &OpenOptions::default()).expect("it can be opened");
    let times = time_runs(3, || {
        drop(black_box(doc.whole_outline()));
    });
    let best = times.iter().min().copied().unwrap_or_default();
    let rate = doc.len() as f64 / 1e6 / best.as_secs_f64();
    println!("outline of {name:<27} {best:>10.1?}  {rate:.0} MB/s");
}

fn main() -> io::Result<()> {
    let home = std::env::temp_dir().join(format!("tongdu-opening-{}", std::process::id()));
    std::fs::create_dir(&home)?;
    let at = |name: &str| -> PathBuf { home.join(name) };
    text(&at("1MB.txt"), 1 << 20, utf8)?;
    text(&at("100MB.txt"), 100 << 20, utf8)?;
    text(&at("1GB.txt"), 1 << 30, utf8)?;
    text(&at("100MB-gb18030.txt"), 100 << 20, gb18030)?;
    book(&at("200.epub"))?;
    folder(&at("2000"))?;
    for name in [
        "1MB.txt",
        "100MB.txt",
        "1GB.txt",
        "100MB-gb18030.txt",
        "200.epub",
        "2000",
    ] {
        let open = || drop(black_box(screen(&at(name))));
        report(&format!("first screen of {name}"), time_runs(20, open));
    }
    for name in [
        "100MB.txt",
        "1GB.txt",
        "100MB-gb18030.txt",
        "200.epub",
        "2000",
    ] {
        outline(name, &at(name));
    }
    std::fs::remove_dir_all(&home)
}
