//! How a server starts, bears a crowd, and ends.

use std::{net::TcpListener, sync::Mutex};

use super::*;

#[test]
fn half_open_connections_delay_nobody() {
    let server = Server::of(&[("index.html", "home")]);
    let mut open: Vec<_> = (0..200).map(|_| server.connect()).collect();
    for (n, stream) in open.iter_mut().enumerate() {
        if n % 2 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\nHos").unwrap();
        }
    }
    let start = Instant::now();
    assert_eq!(server.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_port_that_is_taken_is_told_and_the_next_one_used() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let said = Arc::new(Mutex::new(Vec::new()));
    let hear = said.clone();
    let (end, ended) = oneshot::channel();
    let end = Mutex::new(Some(end));
    let say = move |event: Event| {
        let listens = matches!(event, Event::Listening { .. });
        hear.lock().unwrap().push(event);
        if let Some(end) = end.lock().unwrap().take_if(|_| listens) {
            end.send(()).unwrap();
        }
    };
    let options = Options { port, ..Options::default() };
    serve_until(async { ended.await.unwrap_or_default() }, options, || site(&[]), Arc::new(say)).unwrap();

    let said = said.lock().unwrap();
    let Some(Event::PortTaken { asked, used }) = said.first() else { panic!("{said:?}") };
    assert!(*asked == port && *used > port);
    assert_eq!(said[1], Event::Listening { url: format!("http://127.0.0.1:{used}/") });
}

#[test]
fn all_addresses_are_a_warning() {
    let (tell, events) = mpsc::channel();
    let options = Options { address: Ipv4Addr::UNSPECIFIED.into(), ..any_port() };
    let say = move |event| tell.send(event).unwrap();
    let end = async { tokio::time::sleep(Duration::from_millis(300)).await };
    serve_until(end, options, || site(&[]), Arc::new(say)).unwrap();
    assert_eq!(events.recv().unwrap(), Event::NotLoopback { address: Ipv4Addr::UNSPECIFIED.into() });
    let Event::Listening { url } = events.recv().unwrap() else { panic!() };
    assert!(url.starts_with("http://127.0.0.1:"));
}

#[test]
fn an_address_that_is_not_ours_is_an_error() {
    let options = Options { address: "192.0.2.1".parse().unwrap(), ..any_port() };
    let fault = serve(options, || site(&[]), |_| {}).unwrap_err();
    assert!(fault.to_string().starts_with("cannot listen on 192.0.2.1:0: "), "{fault}");
}

#[test]
fn a_build_that_panics_ends_the_server() {
    let fault = serve(any_port(), || panic!("as this test wishes"), |_| {}).unwrap_err();
    assert!(matches!(fault, ServeError::BuildStopped));
}
