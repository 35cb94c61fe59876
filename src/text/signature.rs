//! Formats that are no text, by the bytes they open with.

/// Where a signature stands, in bytes, the signature, and what has it.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"{\\rtf", "an RTF document"),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document",
    ),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"\x00\x00\x01\x00", "an icon"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftyphei", "an HEIC image"),
    (4, b"ftyp", "a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (8, b"AVI ", "a film"),
    (8, b"WAVE", "a sound"),
    (0, b"ID3", "a sound"),
    (0, b"OggS", "a sound or film"),
    (0, b"fLaC", "a sound"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\x00asm", "a program"),
    (0, b"SQLite format 3\x00", "a database"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"\x00\x01\x00\x00\x00", "a font"),
];

/// The format whose signature the bytes have.
pub(super) fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    let has = |at: usize, signature: &[u8]| {
        bytes
            .get(at..)
            .is_some_and(|rest| rest.starts_with(signature))
    };
    // `RIFF` opens what is told apart four bytes on.
    let is_riff = bytes.starts_with(b"RIFF");
    SIGNATURES
        .iter()
        .find(|(at, signature, _)| has(*at, signature) && (*at != 8 || is_riff))
        .map(|(_, _, format)| *format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_words() {
        assert_eq!(
            binary_format(b"RIFF\x10\x00\x00\x00WEBPVP8 "),
            Some("a WebP image")
        );
        assert_eq!(
            binary_format(b"PK\x03\x04\x14"),
            Some("a ZIP archive or an office document")
        );
        let mut tar = vec![b'a'; 257];
        tar.extend(b"ustar\x0000");
        assert_eq!(binary_format(&tar), Some("a tar archive"));
        assert_eq!(
            binary_format("Identity: WEBP is a format, WAVE another.".as_bytes()),
            None
        );
    }
}
