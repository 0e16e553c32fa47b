//! Archives for tests, built by hand so that they can be invalid.

/// Member of an archive to be built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemberFixture<'m> {
    /// Name as in the archive.
    pub(crate) name: &'m [u8],
    /// Content; deflated for method 8.
    pub(crate) bytes: &'m [u8],
    /// Flags.
    pub(crate) flags: u16,
    /// Compression method.
    pub(crate) method: u16,
}

impl<'m> MemberFixture<'m> {
    /// Creates a deflated member.
    pub(crate) fn new(name: &'m [u8], bytes: &'m [u8]) -> Self {
        Self {
            name,
            bytes,
            flags: 0,
            method: 8,
        }
    }
}

/// Builds a zip of deflated members with names in UTF-8.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<MemberFixture<'_>> = members
        .iter()
        .map(|(name, bytes)| MemberFixture {
            flags: 1 << 11,
            ..MemberFixture::new(name.as_bytes(), bytes)
        })
        .collect();
    zip_of(&members)
}

/// Builds a zip of members.
pub(crate) fn zip_of(members: &[MemberFixture<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let packed = match member.method {
            8 => miniz_oxide::deflate::compress_to_vec(member.bytes, 6),
            _ => member.bytes.to_vec(),
        };
        let at = out.len() as u32;
        let mut common = vec![20, 0];
        common.extend(member.flags.to_le_bytes());
        common.extend(member.method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(rawzip::crc32(member.bytes).to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((member.bytes.len() as u32).to_le_bytes());
        common.extend((member.name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(member.name);
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(member.name);
    }
    let at = out.len() as u32;
    let count = (members.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}
