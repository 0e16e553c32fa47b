//! Zstandard decoder for a sequence of frames.
//!
//! The output of a truncated frame is still returned. The decoder holds back a window of it for later blocks
//! and releases it only at the end of the frame.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// Artificial end of a truncated frame: an empty last block, and space for a checksum that is not verified.
const EMPTY_LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// Reader of the decompressed text of a source.
pub(crate) struct ZstdReader<R: Read> {
    compressed: BufReader<R>,
    decoder: FrameDecoder,
    /// Error to report after the output before it was read.
    failure: Option<io::Error>,
}

impl<R: Read> ZstdReader<R> {
    pub(crate) fn new(packed: R) -> Self {
        Self {
            compressed: BufReader::new(packed),
            decoder: FrameDecoder::new(),
            failure: None,
        }
    }

    /// Decompresses until there is output or the source ends.
    fn decode_next(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && self.failure.is_none() {
            if self.decoder.is_finished() {
                if self.compressed.fill_buf()?.is_empty() {
                    return Ok(());
                }
                self.begin_frame()?;
                continue;
            }
            let one = || BlockDecodingStrategy::UptoBlocks(1);
            if let Err(error) = self.decoder.decode_blocks(&mut self.compressed, one()) {
                self.failure = Some(io::Error::other(error));
                // Only the first error is reported.
                let _ = self.decoder.decode_blocks(&EMPTY_LAST_BLOCK[..], one());
            }
        }
        Ok(())
    }

    /// Begins a frame, or skips one without text.
    fn begin_frame(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.compressed) {
            Ok(()) => Ok(()),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => {
                let mut skipped = self.compressed.by_ref().take(u64::from(length));
                io::copy(&mut skipped, &mut io::sink()).map(|_| ())
            }
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

impl<R: Read> Read for ZstdReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.decode_next()?;
        match self.decoder.read(buffer)? {
            0 => self.failure.take().map_or(Ok(0), Err),
            count => Ok(count),
        }
    }
}
