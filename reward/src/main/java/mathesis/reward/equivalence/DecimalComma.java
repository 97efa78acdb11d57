package mathesis.reward.equivalence;

/// A decimal written with a comma, `2,74`, beside one with a point. The comma counts as a point only where the other
/// side is a decimal of the same digits, since `2,74` alone is two answers.
final class DecimalComma {
    private DecimalComma() {}

    static boolean inPlaceOf(String gold, String answer) {
        return isWithComma(gold, answer) || isWithComma(answer, gold);
    }

    private static boolean isWithComma(String comma, String point) {
        int at = comma.indexOf(',');
        if (at < 1 || at != comma.lastIndexOf(',') || comma.length() != point.length() || point.charAt(at) != '.') {
            return false;
        }
        for (int i = 0; i < comma.length(); i++) {
            boolean digit = Character.isDigit(comma.charAt(i)) || i == 0 && comma.charAt(0) == '-' && at > 1;
            if (i != at && (!digit || comma.charAt(i) != point.charAt(i))) {
                return false;
            }
        }
        return at + 1 < comma.length();
    }
}
