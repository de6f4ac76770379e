//! who_said_what SERVER FILE…: prints who said what in each file.

use textanalysis_client::{document, Client};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let client = Client::connect(&arguments.next().ok_or("who_said_what SERVER FILE…")?).await?;
    for path in arguments {
        for quote in client.analyze(document(std::fs::read(path)?)).await?.quotes {
            println!("{}: {}", quote.speaker.unwrap_or_default().name, quote.content);
        }
    }
    Ok(())
}
