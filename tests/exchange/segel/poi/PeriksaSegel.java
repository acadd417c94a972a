import java.io.File;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.SignaturePart;

/** Says of each file whether Apache POI finds a valid signature in it, and whose. */
public class PeriksaSegel {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            OPCPackage opened = OPCPackage.open(new File(file), PackageAccess.READ);
            SignatureConfig config = new SignatureConfig();
            config.setOpcPackage(opened);
            SignatureInfo info = new SignatureInfo();
            info.setSignatureConfig(config);
            StringBuilder told = new StringBuilder(String.valueOf(info.verifySignature()));
            for (SignaturePart part : info.getSignatureParts()) {
                boolean valid = part.validate();
                String serial = valid ? part.getSigner().getSerialNumber().toString() : "-";
                told.append(' ').append(valid).append(' ').append(serial);
            }
            System.out.println(told);
            opened.revert();
        }
    }
}
