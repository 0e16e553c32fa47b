//! Little-endian numbers in a stream of a compound file.

/// Bytes of a stream. Reads past its end give `None`.
pub(crate) struct StreamBytes(pub(crate) Vec<u8>);

impl StreamBytes {
    pub(crate) fn get(&self, at: usize, len: usize) -> Option<&[u8]> {
        self.0.get(at..at.checked_add(len)?)
    }

    pub(crate) fn u8(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(crate) fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.get(at, 2)?.try_into().ok()?))
    }

    pub(crate) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.get(at, 4)?.try_into().ok()?))
    }
}
