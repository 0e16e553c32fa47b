//! Compressed texts: gzip, zstd and xz, recognised by their first bytes.
//!
//! The output of each decompression is limited to [`MAX_OUTPUT_BYTES`], and to [`FREE_OUTPUT_BYTES`] if it
//! exceeds [`MAX_RATIO`] times the input. A decompression bomb yields that much and a problem. A truncated file
//! yields its readable part and a problem. Large outputs are stored in an unlinked file ([`super::spool`]).

mod zstd;

use super::progress::{OpenStage, ProgressSink};
use super::spool::{Spool, SpoolStatus};
use super::windows::Source;
use crate::doc::Problem;
use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// Maximum output of a file, in bytes.
pub const MAX_OUTPUT_BYTES: u64 = 512 << 20;

/// Maximum ratio of output to input, for outputs above [`FREE_OUTPUT_BYTES`].
pub const MAX_RATIO: u64 = 200;
/// Bytes of output that are allowed at any ratio.
pub const FREE_OUTPUT_BYTES: u64 = 64 << 20;

/// Maximum input that yields no output, in bytes: padding and empty blocks have no end.
const MAX_BARREN_INPUT_BYTES: u64 = 4 << 20;
/// Input read at once, in bytes.
const INPUT_BUFFER_BYTES: usize = 64 << 10;

/// Compression format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    Gzip,
    Zstd,
    Xz,
}

/// File extensions of compressed files.
const COMPRESSED_EXTENSIONS: [&str; 4] = ["gz", "zst", "xz", "zstd"];

impl Compression {
    fn detect(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            _ => None,
        }
    }
}

/// Returns the name of a text without the extension of its compression.
pub fn decompressed_name(path: &Path) -> PathBuf {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending {
        Some(ending) if COMPRESSED_EXTENSIONS.contains(&ending.as_str()) => path.with_extension(""),
        _ => path.to_owned(),
    }
}

/// Returns whether a source begins like a compressed file.
pub fn is_compressed(source: &Source) -> bool {
    Compression::detect(&source.window(0, 8)).is_some()
}

/// Decompresses a source; any other source is returned unchanged. The problem concerns the decompression. A
/// source that was compressed twice, as servers sometimes do, is decompressed twice.
pub fn decompress(source: Source, progress: &ProgressSink) -> (Source, Option<Problem>) {
    let (once, problem) = decompress_once(source, progress);
    if problem.is_some() || !is_compressed(&once) {
        return (once, problem);
    }
    let (twice, problem) = decompress_once(once, progress);
    let is_packed = is_compressed(&twice);
    let still = is_packed.then_some(Problem::NestedCompression);
    (twice, problem.or(still))
}

fn decompress_once(source: Source, progress: &ProgressSink) -> (Source, Option<Problem>) {
    let Some(packing) = Compression::detect(&source.window(0, 8)) else {
        return (source, None);
    };
    let most = source
        .len()
        .saturating_mul(MAX_RATIO)
        .clamp(FREE_OUTPUT_BYTES, MAX_OUTPUT_BYTES);
    let barren = BarrenInput::default();
    let packed = SourceReader::new(&source, progress, &barren);
    let packed = BufReader::with_capacity(INPUT_BUFFER_BYTES, packed);
    let (mut text, end) = match packing {
        Compression::Gzip => read(flate2::bufread::MultiGzDecoder::new(packed), &barren, most),
        Compression::Zstd => read(zstd::ZstdReader::new(packed), &barren, most),
        Compression::Xz => read(lzma_rust2::XzReader::new(packed, true), &barren, most),
    };
    let problem = text.truncation_problem().or(match end {
        StreamEnd::Complete => None,
        StreamEnd::Incomplete => Some(Problem::IncompleteCompression),
    });
    (text.take().source(), problem)
}

/// End of a decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StreamEnd {
    /// Reached the end of the stream or the limit.
    Complete,
    /// Stopped where the file is truncated or corrupt.
    Incomplete,
}

/// Reads the output of a decoder, up to `most` bytes.
fn read(mut decoder: impl Read, barren: &BarrenInput, most: u64) -> (Spool, StreamEnd) {
    let mut text = Spool::new(most);
    let mut buffer = vec![0; 64 << 10];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return (text, StreamEnd::Complete),
            Ok(count) => {
                barren.bytes.set(0);
                let room = text.push(buffer.get(..count).unwrap_or_default());
                if room == SpoolStatus::Full {
                    return (text, StreamEnd::Complete);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return (text, StreamEnd::Incomplete),
        }
    }
}

/// Input since the last output.
#[derive(Default)]
struct BarrenInput {
    bytes: Cell<u64>,
}

/// Reader of a source from beginning to end.
struct SourceReader<'s> {
    source: &'s Source,
    at: u64,
    barren: &'s BarrenInput,
    progress: &'s ProgressSink,
}

impl<'s> SourceReader<'s> {
    const fn new(source: &'s Source, progress: &'s ProgressSink, barren: &'s BarrenInput) -> Self {
        Self {
            source,
            at: 0,
            barren,
            progress,
        }
    }
}

impl Read for SourceReader<'_> {
    /// Ends early if nobody waits for the text; fails if the input has no end.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stage = OpenStage::Reading {
            bytes: self.at,
            total: self.source.len(),
        };
        if self.progress.report(stage).is_break() {
            return Ok(0);
        }
        if self.barren.bytes.get() > MAX_BARREN_INPUT_BYTES {
            return Err(io::Error::other("input without output"));
        }
        let count = self.source.read(self.at, buffer);
        self.at += count as u64;
        self.barren.bytes.update(|bytes| bytes + count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    const TEXT: &str = "春眠不觉晓，处处闻啼鸟。\n";

    fn gzip(text: &str) -> Vec<u8> {
        gzip_bytes(text.as_bytes())
    }

    fn gzip_bytes(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(
            text.as_bytes(),
            ruzstd::encoding::CompressionLevel::Fastest,
        )
    }

    fn xz(text: &str) -> Vec<u8> {
        let mut packer =
            lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap()
    }

    fn decompress_bytes(bytes: Vec<u8>) -> (String, Option<Problem>) {
        let (source, notice) = decompress(Source::Owned(bytes), &ProgressSink::default());
        (
            String::from_utf8_lossy(&source.window(0, source.len())).into_owned(),
            notice,
        )
    }

    #[test]
    fn packed_texts_are_read_and_others_left_alone() {
        let text = TEXT.repeat(5_000);
        for packed in [
            gzip(&text),
            zstd(&text),
            xz(&text),
            text.clone().into_bytes(),
        ] {
            assert_eq!(decompress_bytes(packed), (text.clone(), None));
        }
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        for packed in [
            [gzip("甲"), gzip("乙")].concat(),
            [zstd("甲"), skipped, zstd("乙")].concat(),
        ] {
            assert_eq!(decompress_bytes(packed), ("甲乙".to_owned(), None));
        }
        assert_eq!(decompress_bytes(Vec::new()), (String::new(), None));
        let twice = gzip_bytes(&gzip("甲"));
        assert_eq!(decompress_bytes(twice.clone()), ("甲".to_owned(), None));
        let (_, problem) = decompress_bytes(gzip_bytes(&twice));
        assert_eq!(problem, Some(Problem::NestedCompression));
    }

    #[test]
    fn what_breaks_off_gives_what_there_is() {
        let text = TEXT.repeat(50_000);
        for mut packed in [gzip(&text), xz(&text), zstd(&text)] {
            packed.truncate(packed.len() - 3);
            let (read, notice) = decompress_bytes(packed);
            assert!(
                text.starts_with(&read) && read.len() * 2 > text.len() && notice.is_some(),
                "{} {notice:?}",
                read.len()
            );
        }
        for head in [
            &b"\x1f\x8b"[..],
            b"\x28\xb5\x2f\xfd",
            b"\xfd7zXZ\0",
            b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff",
        ] {
            let (read, notice) = decompress_bytes(head.to_vec());
            assert!(read.is_empty() && notice.is_some());
        }
    }

    #[test]
    fn padding_without_end_is_not_read() {
        let padding = vec![0; 2 * MAX_BARREN_INPUT_BYTES as usize];
        let mut empty_blocks = zstd("甲");
        empty_blocks.truncate(6);
        for head in [xz("甲"), empty_blocks] {
            let packed = [head, padding.clone()].concat();
            let reader = Source::Owned(packed);
            let barren = BarrenInput::default();
            let sink = ProgressSink::default();
            let mut input = SourceReader::new(&reader, &sink, &barren);
            let mut buffer = vec![0; 64 << 10];
            while input.read(&mut buffer).is_ok_and(|count| count > 0) {}
            assert!(input.at <= MAX_BARREN_INPUT_BYTES + 2 * buffer.len() as u64);
            let (_, problem) = decompress(reader, &sink);
            assert_eq!(problem, Some(Problem::IncompleteCompression));
        }
    }

    #[test]
    fn a_bomb_gives_its_beginning() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let zeros = vec![b'0'; 1 << 20];
        for _ in 0..(FREE_OUTPUT_BYTES >> 20) + 20 {
            packer.write_all(&zeros).unwrap();
        }
        let (read, notice) = decompress_bytes(packer.finish().unwrap());
        assert_eq!(read.len() as u64, FREE_OUTPUT_BYTES);
        assert_eq!(notice, Some(Problem::TooLong { max_mib: 64 }));
    }

    #[test]
    fn names_lose_their_ending() {
        for (path, want) in [
            ("a/红楼梦.txt.gz", "a/红楼梦.txt"),
            ("b.ZST", "b"),
            ("c.txt", "c.txt"),
            ("xz", "xz"),
        ] {
            assert_eq!(decompressed_name(Path::new(path)), Path::new(want));
        }
    }
}
