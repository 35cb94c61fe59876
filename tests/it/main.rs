//! The one integration crate: whole commands on whole sites.
