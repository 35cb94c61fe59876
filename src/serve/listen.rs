//! A place to listen at.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};

use crate::error::{Error, Result};

/// How many ports are tried.
const TRIES: u16 = 100;

/// Listens at `host` on the first free port from `port` on; on any when it is 0. Gives the port too.
///
/// # Errors
/// A hundred ports in a row are taken, or the machine does not let us listen.
pub fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, u16)> {
    let last = port.saturating_add(TRIES - 1);
    for port in port..=last {
        let bound = TcpListener::bind((host, port)).and_then(|listener| {
            listener.set_nonblocking(true)?;
            let port = listener.local_addr()?.port();
            Ok((listener, port))
        });
        match bound {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(Error::Machine(format!(
                    "cannot listen at {}: {error}; choose another port with `--port`, or an address of this machine with `--host`",
                    SocketAddr::new(host, port)
                )));
            }
            Ok(bound) => return Ok(bound),
        }
    }
    Err(Error::Machine(format!(
        "the ports {port} to {last} are all taken; choose another with `--port`"
    )))
}

#[cfg(test)]
mod tests {
    use super::listen;

    #[test]
    fn a_taken_port_is_passed_over() {
        let host = [127, 0, 0, 1].into();
        let (_first, port) = listen(host, 0).unwrap();
        let (_second, next) = listen(host, port).unwrap();
        assert!(next > port);
    }
}
