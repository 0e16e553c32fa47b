//! Zstandard: frame after frame. What a frame that breaks off gave is still read: the decoder keeps a
//! window of it for the blocks to come, and lets go of that only when the frame ends.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// The end of a frame that has none: a last block that holds nothing, and the room for a checksum, which
/// nobody looks at.
const EMPTY_LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// Reads the text of a packed source.
pub(crate) struct ZstdReader<R: Read> {
    compressed: BufReader<R>,
    decoder: FrameDecoder,
    /// What went wrong, to be told once all that was unpacked before is read.
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

    /// Unpacks until there is something to hand out, or nothing any more.
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
                // What this fails with has been told.
                let _ = self.decoder.decode_blocks(&EMPTY_LAST_BLOCK[..], one());
            }
        }
        Ok(())
    }

    /// Begins a frame, or passes over one that holds no text.
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
