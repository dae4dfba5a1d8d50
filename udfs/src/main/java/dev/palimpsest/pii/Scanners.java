package dev.palimpsest.pii;

import java.util.ArrayList;
import java.util.List;

/** The scanners that a rule book needs. */
final class Scanners {

  private Scanners() {}

  static List<LeafScanner> of(RuleBook book) {
    List<LeafScanner> scanners = new ArrayList<>();
    for (int i = 0; i < book.rules().size(); i++) {
      Search search = book.rules().get(i).search();
      if (search instanceof Search.Email) {
        scanners.add(new EmailScanner(i));
      } else if (search instanceof Search.Digits digits) {
        scanners.add(new DigitScanner(i, book.rules().get(i), digits));
      } else if (search instanceof Search.Phone phone) {
        scanners.add(new PhoneScanner(i, phone));
      } else if (search instanceof Search.Iban) {
        scanners.add(new IbanScanner(i));
      } else if (search instanceof Search.Ip) {
        scanners.add(new IpScanner(i));
      } else if (search instanceof Search.Url url) {
        scanners.add(new UrlScanner(i, url));
      } else if (search instanceof Search.Wallet) {
        scanners.add(new WalletScanner(i));
      } else if (search instanceof Search.Date) {
        scanners.add(new DateScanner(i));
      } else if (search instanceof Search.Year) {
        scanners.add(new YearScanner(i));
      } else if (search instanceof Search.Premise) {
        scanners.add(new PremiseScanner(i));
      } else if (search instanceof Search.Name) {
        scanners.add(new NameScanner(i));
      } else if (search instanceof Search.PlaceName) {
        scanners.add(new PlaceScanner(i));
      } else if (search instanceof Search.Company) {
        scanners.add(new CompanyScanner(i));
      } else if (search instanceof Search.UrlUser) {
        scanners.add(new UrlUserScanner(i));
      } else if (search instanceof Search.PersonName) {
        scanners.add(new PersonNameScanner(i));
      } else if (search instanceof Search.Street) {
        scanners.add(new StreetScanner(i));
      }
    }
    // These serve all rules of their kind at once.
    scanners.add(new IdentifierScanner(book.rules()));
    scanners.add(new KeywordScanner(book.rules()));
    scanners.add(new PhraseScanner(book.rules()));
    scanners.add(new AddressBlockScanner(book.rules()));
    scanners.add(new LabelScanner(book.rules()));
    scanners.add(new KeyScanner(book.rules()));
    return scanners;
  }
}
