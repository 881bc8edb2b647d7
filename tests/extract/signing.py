"""PDFs signed for real, by certificates of an authority made on the fly."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


@cache
def authority(name="Gốc thử nghiệm"):
    """Its key and its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate(name, key.public_key(), name, key, NOW - 5 * YEAR, NOW + 5 * YEAR, ca=True)


def _certificate(name, public, issuer, key, starts, ends, *, ca=False):
    def named(words):
        return made.Name([made.NameAttribute(NameOID.COMMON_NAME, words)])

    uses = made.KeyUsage(
        digital_signature=not ca, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = made.CertificateBuilder(
        named(issuer), named(name), public, made.random_serial_number(), starts, ends
    )  # fmt: skip
    builder = builder.add_extension(made.BasicConstraints(ca=ca, path_length=None), critical=True)
    return builder.add_extension(uses, critical=True).sign(key, hashes.SHA256())


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def signed(pdf, who="Nguyễn Văn An", *, by=None, starts=NOW - YEAR, ends=NOW + YEAR, field="Sig1"):
    root_key, root = by or authority()
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = root.subject.rfc4514_string().removeprefix("CN=")
    own = _certificate(who, key.public_key(), issuer, root_key, starts, ends)
    der = serialization.Encoding.DER
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(own.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore.from_certs([x509.Certificate.load(root.public_bytes(der))]),
    )
    out = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), signers.PdfSignatureMetadata(field_name=field), signer, output=out
    )
    return out.getvalue()


def drawn_over(pdf):
    """The file with something painted over its first page after it was signed, as an editor saves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    content = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), content])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
