//! Writes the reference pages of the manual from the code: `cargo run --example reference`.

#![expect(
    unreachable_pub,
    reason = "in an example `pub` means: for the other files"
)]

mod pages;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in pages::all(root) {
        std::fs::write(root.join(&path), text)?;
        println!("{path}");
    }
    Ok(())
}
