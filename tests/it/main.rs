//! The one integration crate: whole commands on whole sites.
#![expect(
    unreachable_pub,
    reason = "in a test crate `pub` means: for the other files"
)]

mod import;
mod outcome;
mod site_test;
