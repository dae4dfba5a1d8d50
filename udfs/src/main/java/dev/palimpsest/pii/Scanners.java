package dev.palimpsest.pii;

import dev.palimpsest.pii.LeafScanner.Started;
import java.util.ArrayList;
import java.util.List;

/** The scanners that a rule book needs. */
final class Scanners {

  private Scanners() {}

  static List<Started> of(RuleBook book) {
    List<Started> scanners = new ArrayList<>();
    for (int i = 0; i < book.rules().size(); i++) {
      Search search = book.rules().get(i).search();
      if (search instanceof Search.Email) {
        scanners.add(new Started(Sign.AT, new EmailScanner(i)));
      } else if (search instanceof Search.Digits digits) {
        scanners.add(new Started(Sign.DIGIT, new DigitScanner(i, book.rules().get(i), digits)));
      } else if (search instanceof Search.Phone phone) {
        scanners.add(new Started(Sign.DIGIT, new PhoneScanner(i, phone)));
      } else if (search instanceof Search.Iban) {
        scanners.add(new Started(Sign.DIGIT, new IbanScanner(i)));
      } else if (search instanceof Search.Ip) {
        scanners.add(new Started(Sign.ADDRESS_JOINT, new IpScanner(i)));
      } else if (search instanceof Search.Url url) {
        scanners.add(new Started(Sign.SCHEME_OR_DOT, new UrlScanner(i, url)));
      } else if (search instanceof Search.Wallet) {
        scanners.add(new Started(Sign.LONG_WORD, new WalletScanner(i)));
      } else if (search instanceof Search.Date) {
        scanners.add(new Started(Sign.DATE, new DateScanner(i)));
      } else if (search instanceof Search.Year) {
        scanners.add(new Started(Sign.DIGIT, new YearScanner(i)));
      } else if (search instanceof Search.Premise) {
        scanners.add(new Started(Sign.DIGIT, new PremiseScanner(i)));
      } else if (search instanceof Search.Name) {
        scanners.add(new Started(Sign.CAPITAL, new NameScanner(i)));
      } else if (search instanceof Search.PlaceName) {
        scanners.add(new Started(Sign.CAPITAL, new PlaceScanner(i)));
      } else if (search instanceof Search.Company) {
        scanners.add(new Started(Sign.COMPANY, new CompanyScanner(i)));
      } else if (search instanceof Search.UrlUser) {
        scanners.add(new Started(Sign.SCHEME, new UrlUserScanner(i)));
      } else if (search instanceof Search.PersonName) {
        scanners.add(new Started(Sign.NAME_LABEL, new PersonNameScanner(i)));
      } else if (search instanceof Search.Street) {
        scanners.add(new Started(Sign.STREET, new StreetScanner(i)));
      } else if (search instanceof Search.Expression expression) {
        Rule rule = book.rules().get(i);
        scanners.add(new Started(Sign.ANY, new ExpressionScanner(i, rule, expression)));
      }
    }
    // These serve all rules of their kind at once.
    scanners.add(new Started(Sign.ANY, new IdentifierScanner(book)));
    scanners.add(new Started(Sign.TRIGGER, new KeywordScanner(book)));
    scanners.add(new Started(Sign.PHRASE, new PhraseScanner(book.rules())));
    scanners.add(new Started(Sign.DIGIT, new AddressBlockScanner(book.rules())));
    scanners.add(new Started(Sign.LABEL, new LabelScanner(book.rules())));
    scanners.add(new Started(Sign.KEY, new KeyScanner(book.rules())));
    return scanners;
  }
}
